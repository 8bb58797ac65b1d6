package org.credence.node.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.credence.network.fabric.ChannelAdministration;
import org.credence.network.fabric.FabricNetwork;
import org.credence.network.fabric.UpdateReview;
import org.credence.network.fabric.config.CarriedUpdate;
import org.credence.network.fabric.config.ConfigBlock;
import org.credence.node.cli.local.FabricProfiles;
import org.credence.node.cli.local.NetworkLedger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code credence network update}: an update of the channel on its way from one organization's administrator to the next. */
@Command(
        name = "update",
        mixinStandardHelpOptions = true,
        description = "An update of the channel that is carried from one organization's administrator to the next.",
        subcommands = {
            NetworkUpdateCommand.Show.class,
            NetworkUpdateCommand.Sign.class,
            NetworkUpdateCommand.Submit.class
        })
final class NetworkUpdateCommand {

    /** What the three have in common. */
    private abstract static class Step implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "The update, as 'org add', 'org remove' or 'host add' left it.")
        private @Nullable Path file;

        @Mixin
        final NetworkOptions network = new NetworkOptions();

        Path file() {
            return Arguments.given(file);
        }

        @Override
        public Integer call() throws IOException {
            FabricNetwork fabric = network.open();
            var random = new SecureRandom();
            try (var ledger = new NetworkLedger(fabric, InstantSource.system(), random)) {
                return step(
                        fabric,
                        new ChannelAdministration(fabric, ledger.state(), InstantSource.system(), random),
                        CarriedUpdate.read(file()));
            }
        }

        abstract int step(FabricNetwork fabric, ChannelAdministration administration, CarriedUpdate update)
                throws IOException;

        void print(UpdateReview review) {
            review.summary().forEach(network::tell);
            network.tell("");
            network.tell("board: " + (review.undecided().isEmpty() ? "nothing that it has not decided" : ""));
            review.undecided().forEach(line -> network.tell("  " + line));
            network.tell("signatures:");
            review.signatures().policies().forEach(policy -> network.tell("  " + policy));
            review.signatures().refused().forEach(reason -> network.tell("  not counted: " + reason));
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description =
                    "What the update does, by its bytes, whether the board decided that, and whose signatures it has;"
                            + " ends with 1 if something is missing.")
    static final class Show extends Step {
        @Override
        int step(FabricNetwork fabric, ChannelAdministration administration, CarriedUpdate update) {
            UpdateReview review = administration.review(update);
            print(review);
            return review.isReady() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    @Command(
            name = "sign",
            mixinStandardHelpOptions = true,
            description =
                    "Adds the signatures of the administrators on this machine to the file; not before the board has"
                            + " decided what the update does.")
    static final class Sign extends Step {
        @Option(
                names = "--as",
                paramLabel = "MSP",
                split = ",",
                description = "These organizations alone; without it all whose folders are here.")
        private List<String> signers = List.of();

        @Override
        int step(FabricNetwork fabric, ChannelAdministration administration, CarriedUpdate update) throws IOException {
            CarriedUpdate signed = administration.sign(update, signers.isEmpty() ? fabric.organizations() : signers);
            signed.write(file());
            UpdateReview review = administration.review(signed);
            print(review);
            network.tell("");
            network.tell(
                    review.isReady()
                            ? "enough: 'credence network update submit " + file() + "' puts it in force"
                            : "not enough yet: the next organization signs " + file());
            return ExitCode.OK;
        }
    }

    @Command(
            name = "submit",
            mixinStandardHelpOptions = true,
            description =
                    "Puts the update in force: when the board has decided what it does, and the signatures are enough.")
    static final class Submit extends Step {
        @Override
        int step(FabricNetwork fabric, ChannelAdministration administration, CarriedUpdate update) {
            ConfigBlock block = administration.submit(update);
            network.tell("in force from block " + (block.number() + 1) + " on");
            FabricProfiles.write(fabric.follow(block));
            network.tell("on the other machines: 'credence network sync'");
            return ExitCode.OK;
        }
    }
}
