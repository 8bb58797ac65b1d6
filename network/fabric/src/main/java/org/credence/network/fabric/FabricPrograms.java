package org.credence.network.fabric;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fabric's own programs on this machine. This project neither ships nor builds them.
 *
 * @param peer runs a peer, and is the tool for its channel and the contract's life cycle
 * @param orderer runs an ordering node
 * @param configtxgen makes the first block of a channel
 * @param osnadmin makes an ordering node join a channel
 * @param version of the peer, as {@code v3.1.5}
 */
public record FabricPrograms(Path peer, Path orderer, Path configtxgen, Path osnadmin, String version) {
    /** The first release with the ordering service that survives liars and all that this project relies on. */
    private static final int[] LEAST = {3, 1};

    private static final Pattern VERSION = Pattern.compile("Version:\\s*(v?(\\d+)\\.(\\d+)\\S*)");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ADVICE =
            "install Hyperledger Fabric v3.1 or later from https://github.com/hyperledger/fabric/releases"
                    + " (hyperledger-fabric-OS-ARCH-VERSION.tar.gz, its folder bin) and put it on PATH, or name its folder with --fabric-bin";

    /**
     * The programs in a folder, or on the search path.
     *
     * @param folder that must hold them all; empty for the search path
     * @param searchPath folders as in {@code PATH}; looked through in order
     * @throws FabricException if one is missing, does not run or is too old; the message says where to get it
     */
    public static FabricPrograms find(Optional<Path> folder, String searchPath) {
        List<Path> places = folder.map(List::of).orElseGet(() -> split(searchPath));
        Path peer = require(places, "peer", folder);
        String version = requireVersion(peer);
        return new FabricPrograms(
                peer,
                require(places, "orderer", folder),
                require(places, "configtxgen", folder),
                require(places, "osnadmin", folder),
                version);
    }

    /** Whether all programs are on the search path, whatever their version. */
    public static boolean present(String searchPath) {
        List<Path> places = split(searchPath);
        return List.of("peer", "orderer", "configtxgen", "osnadmin").stream()
                .allMatch(name -> find(places, name).isPresent());
    }

    private static List<Path> split(String searchPath) {
        var places = new ArrayList<Path>();
        for (String place : searchPath.split(Pattern.quote(java.io.File.pathSeparator), -1)) {
            if (!place.isEmpty()) {
                places.add(Path.of(place));
            }
        }
        return places;
    }

    private static Optional<Path> find(List<Path> places, String name) {
        return places.stream()
                .map(place -> place.resolve(name).toAbsolutePath())
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path require(List<Path> places, String name, Optional<Path> folder) {
        return find(places, name)
                .orElseThrow(() -> new FabricException("Fabric's program '%s' is not %s; %s"
                        .formatted(name, folder.map(place -> "in " + place).orElse("on PATH"), ADVICE)));
    }

    private static String requireVersion(Path peer) {
        String said = output(peer, "version");
        Matcher matcher = VERSION.matcher(said);
        if (!matcher.find()) {
            throw new FabricException("'%s version' does not tell a version but '%s'; %s"
                    .formatted(peer, said.strip().lines().findFirst().orElse(""), ADVICE));
        }
        int major = Integer.parseInt(matcher.group(2));
        int minor = Integer.parseInt(matcher.group(3));
        if (major < LEAST[0] || (major == LEAST[0] && minor < LEAST[1])) {
            throw new FabricException("%s is Fabric %s, needed is v%d.%d or later; %s"
                    .formatted(peer, matcher.group(1), LEAST[0], LEAST[1], ADVICE));
        }
        return matcher.group(1);
    }

    private static String output(Path program, String argument) {
        try {
            Program.Answer answer =
                    new Program(program, Path.of("").toAbsolutePath(), Map.of()).ask(PATIENCE, argument);
            return answer.out() + answer.err();
        } catch (FabricException e) {
            throw new FabricException(e.getMessage() + "; " + ADVICE, e);
        }
    }
}
