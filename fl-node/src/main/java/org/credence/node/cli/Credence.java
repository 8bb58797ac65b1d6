package org.credence.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.credence.ledger.LedgerFaultException;
import org.credence.ledger.LedgerUnavailableException;
import org.credence.ledger.NotAuthorizedException;
import org.credence.ledger.RefusedException;
import org.credence.network.fabric.FabricException;
import org.credence.network.fabric.config.ChangeRefusedException;
import org.credence.network.fabric.config.InvalidConfigException;
import org.credence.network.fabric.config.OrdererUnavailableException;
import org.credence.network.fabric.config.UpdateRefusedException;
import org.credence.network.fabric.config.UpdateUnconfirmedException;
import org.credence.network.identity.CertificateRefusedException;
import org.credence.network.identity.IdentityException;
import org.credence.node.cli.local.RunFolderException;
import org.credence.node.cli.local.StudyStoppedException;
import org.credence.node.cli.people.AuthorityCommand;
import org.credence.node.cli.people.BadFileException;
import org.credence.node.cli.people.BoardCommand;
import org.credence.node.cli.people.MemberCommand;
import org.credence.node.cli.people.NotThereException;
import org.credence.node.cli.people.OwnerCommand;
import org.credence.node.cli.people.StudyCommand;
import org.credence.node.cli.people.TextTypes;
import org.credence.node.cli.people.VoteWithheldException;
import org.credence.node.cli.site.SiteException;
import org.credence.node.config.NodeFileException;
import org.credence.node.config.StudyFileException;
import org.credence.node.data.DataFileException;
import org.credence.node.exchange.ExchangeException;
import org.credence.node.store.StoreException;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. */
@Command(
        name = "credence",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Federated learning with a ledger: exact aggregates, scored contributions, claimed credit.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            DataCommand.class,
            AuditCommand.class,
            NodeCommand.class,
            StudyCommand.class,
            BoardCommand.class,
            OwnerCommand.class,
            MemberCommand.class,
            AuthorityCommand.class,
            NetworkCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            " 0:done",
            " 1:the audit found something, the study ended without a result, a vote was withheld, or the ledger refused a call, a change of the channel or a certificate",
            " 2:the command line is wrong",
            "65:the study file, a node's file, a data file, a study's document or a channel update is wrong",
            "66:a file or folder that the command line names is missing, or the ledger has nothing of a name",
            "70:a bug",
            "74:the folder of --out cannot be used, a file cannot be written, or the ledger or Fabric's programs cannot be started or do not answer, or keys or certificates cannot be used"
        })
public final class Credence {
    private Credence() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(execute(arguments));
    }

    /** Runs a command; returns its exit code. */
    static int execute(String... arguments) {
        return program().execute(arguments);
    }

    /** The same, with somewhere else to write to. */
    static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        return program().setOut(out).setErr(err).execute(arguments);
    }

    private static CommandLine program() {
        return TextTypes.register(new CommandLine(new Credence()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Credence::explainUsage)
                .setExecutionExceptionHandler(Credence::explain);
    }

    /** A wrong command line is one message and where to read on, not the whole help. */
    private static int explainUsage(CommandLine.ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(problem.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, err)) {
            err.printf(
                    "'%s --help' tells what can be asked%n",
                    command.getCommandSpec().qualifiedName());
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** A user's own mistake, or the machine's, is one message without a stack trace; anything else is a bug and shows all. */
    private static int explain(Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        int code = codeOf(problem);
        if (code == ExitCode.INTERNAL) {
            err.println("credence: a bug; please report it with the lines below");
            problem.printStackTrace(err);
        } else {
            // A file system's own message is often no more than the file's name.
            err.println(problem instanceof IOException ? problem.toString() : problem.getMessage());
            if (problem instanceof RefusedException refused) {
                err.printf("docs/errors/%s.md tells when that is, and what to do%n", refused.code());
            }
        }
        err.flush();
        return code;
    }

    private static int codeOf(Exception problem) {
        if (problem instanceof StudyFileException
                || problem instanceof DataFileException
                || problem instanceof NodeFileException
                || problem instanceof BadFileException
                || problem instanceof InvalidConfigException) {
            return ExitCode.BAD_INPUT;
        }
        if (problem instanceof NotThereException) {
            return ExitCode.NO_INPUT;
        }
        if (problem instanceof RefusedException
                || problem instanceof NotAuthorizedException
                || problem instanceof CertificateRefusedException
                || problem instanceof VoteWithheldException
                || problem instanceof StudyStoppedException
                || problem instanceof ChangeRefusedException
                || problem instanceof UpdateRefusedException) {
            return ExitCode.FAILED;
        }
        if (problem instanceof RunFolderException
                || problem instanceof IOException
                || problem instanceof UncheckedIOException
                || problem instanceof StoreException
                || problem instanceof IdentityException
                || problem instanceof FabricException
                || problem instanceof OrdererUnavailableException
                || problem instanceof UpdateUnconfirmedException
                || problem instanceof SiteException
                || problem instanceof ExchangeException
                || problem instanceof LedgerFaultException
                || problem instanceof LedgerUnavailableException) {
            return ExitCode.IO;
        }
        return ExitCode.INTERNAL;
    }
}
