package org.credence.node.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands every class of tests the same run, because making one takes seconds. Whoever changes a file of it puts it back. */
public final class SharedRun implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AuditedRun.class;
    }

    @Override
    public AuditedRun resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedRun.class))
                .getOrComputeIfAbsent(Made.class, any -> Made.now(), Made.class)
                .run();
    }

    private record Made(Path folder, AuditedRun run) implements AutoCloseable {
        static Made now() {
            try {
                Path folder = Files.createTempDirectory("audited-run");
                return new Made(folder, AuditedRun.in(folder.resolve("data"), folder.resolve("run")));
            } catch (Exception e) {
                throw new IllegalStateException("the run to audit could not be made", e);
            }
        }

        @Override
        public void close() {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
