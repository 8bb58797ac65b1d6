package org.credence.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another Java process with this one's class path and options, so that one benchmark does not warm up the next. */
final class ChildJava {
    private ChildJava() {}

    /**
     * Runs a program to its end. What it says on standard error is passed on; it is asked to end when this process is.
     *
     * @return what it wrote on standard output
     * @throws IOException if it does not start, or ends with another status than 0
     */
    static String run(Class<?> program, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var atExit = new Thread(child::destroy, "end-child");
        Runtime.getRuntime().addShutdownHook(atExit);
        child.getOutputStream().close();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = child.waitFor();
        Runtime.getRuntime().removeShutdownHook(atExit);
        if (status != 0) {
            throw new IOException("%s %s ended with status %d; the lines above say why"
                    .formatted(program.getSimpleName(), String.join(" ", arguments), status));
        }
        return output;
    }
}
