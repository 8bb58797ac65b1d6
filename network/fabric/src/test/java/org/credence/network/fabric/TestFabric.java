package org.credence.network.fabric;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.credence.network.fabric.FabricNetwork.Environment;
import org.junit.jupiter.api.Assumptions;

/** Fabric on this machine, for tests: its programs from PATH, the contract from the tests' class path. */
final class TestFabric {
    static final String CHANNEL = "credence";
    static final String CONTRACT = "credence";

    private TestFabric() {}

    /** Skips the test where Fabric's programs are not on PATH. */
    static FabricPrograms require() {
        String path = System.getenv("PATH");
        Assumptions.assumeTrue(
                FabricPrograms.present(path),
                "skipped: peer, orderer, configtxgen and osnadmin of Hyperledger Fabric v3.1 or later are not on PATH");
        return FabricPrograms.find(Optional.empty(), path);
    }

    static Environment environment(FabricPrograms programs) {
        return new Environment(programs, contract(), InstantSource.system(), new SecureRandom(), line -> {});
    }

    static ContractProgram contract() {
        return ContractProgram.java("org.credence.contract.ChaincodeService", System.getProperty("java.class.path"));
    }

    /** {@code Org01} and so on. */
    static List<String> members(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("Org%02d"::formatted).toList();
    }

    static NetworkPlan plan(int members) {
        return NetworkPlan.local(CHANNEL, CONTRACT, members(members), NetworkPlan.LEAST_HOSTS, new PortRange());
    }
}
