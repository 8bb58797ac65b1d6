package org.credence.node.cli.people;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import org.credence.node.cli.site.SiteFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whose folder and certificate a command works with, and how it answers. */
final class OfficeOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "The organization's folder, with connection.json and certificates/ (default: the current one).")
    private Path home = Path.of("");

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description =
                    "The certificate to act with: member, board, auditor, owner-NAME (default: what the command is for).")
    private @Nullable String name;

    @Option(names = "--json", description = "Answers in JSON.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    SiteFolder site() {
        return new SiteFolder(home);
    }

    /**
     * The ledger under the certificate that was asked for.
     *
     * @param usual the certificate's name unless the command line has another
     */
    Office open(String usual) {
        return Office.open(site(), name == null ? usual : name, InstantSource.system());
    }

    /** As {@link #open(String)}, for somebody who only looks: any certificate of the folder will do. */
    Office openToRead() {
        return open(name == null ? Office.anyone(site()) : name);
    }

    /** As {@link #open(String)}, for a data owner: its certificate if there is but one of an owner. */
    Office openOwner() {
        return open(name == null ? Office.onlyOwner(site()) : name);
    }

    /** An option or parameter that picocli has filled in. */
    static <T> T given(@Nullable T option) {
        return Objects.requireNonNull(option, "picocli fills in what is required before the call");
    }

    /** Prints a command's answer. */
    void answer(Sheet sheet) {
        PrintWriter out = given(spec).commandLine().getOut();
        if (json) {
            sheet.printJson(out);
        } else {
            sheet.print(out);
        }
        out.flush();
    }
}
