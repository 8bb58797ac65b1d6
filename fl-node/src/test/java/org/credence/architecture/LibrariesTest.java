package org.credence.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** One library, one house: others see our own types. */
@AnalyzeClasses(packages = "org.credence", importOptions = ImportOption.DoNotIncludeTests.class)
class LibrariesTest {
    private static final String[] SHIM = {"org.hyperledger.fabric.shim..", "org.hyperledger.fabric.contract.."};
    private static final String[] TRIBUO = {"org.tribuo..", "com.oracle.labs.mlrg.olcut.."};

    @ArchTest
    static final ArchRule wordsOfTheLedgerKnowTheJdkAlone = knowsOnly("org.credence.protocol", "org.credence.protocol");

    @ArchTest
    static final ArchRule rulesKnowWordsBytesAndCredit = knowsOnly(
            "org.credence.protocol.rules..",
            "org.credence.protocol..",
            "org.credence.incentive.credit..",
            "org.credence.incentive.merkle..");

    @ArchTest
    static final ArchRule canonicalBytesKnowJacksonsStreams =
            knowsOnly("org.credence.protocol.encoding..", "org.credence.protocol..", "com.fasterxml.jackson.core..");

    @ArchTest
    static final ArchRule scoresKnowTheJdkAlone =
            knowsOnly("org.credence.incentive.valuation..", "org.credence.incentive.valuation..");

    @ArchTest
    static final ArchRule creditKnowsTheJdkAlone =
            knowsOnly("org.credence.incentive.credit..", "org.credence.incentive.credit..");

    @ArchTest
    static final ArchRule proofsKnowKeccakAlone = knowsOnly(
            "org.credence.incentive.merkle..", "org.credence.incentive.merkle..", "org.bouncycastle.crypto.digests..");

    @ArchTest
    static final ArchRule theContractKnowsTheShimAndTheProtocol = knowsOnly(
            "org.credence.contract..",
            "org.credence.contract..",
            "org.credence.protocol..",
            "org.hyperledger.fabric.shim..",
            "org.hyperledger.fabric.contract..",
            "org.hyperledger.fabric.metrics..",
            "org.hyperledger.fabric.traces..");

    @ArchTest
    static final ArchRule whatMustAgreeReadsNoFilesAndNoNetwork = noClasses()
            .that()
            .resideInAnyPackage("org.credence.protocol..", "org.credence.incentive..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.util.concurrent..");

    @ArchTest
    static final ArchRule gatewayIsKnownToTheLedgerClient =
            only("org.credence.ledger.fabric..").know("org.hyperledger.fabric.client..");

    @ArchTest
    static final ArchRule shimIsKnownToTheContractAndItsHost =
            only("org.credence.contract..", "org.credence.network.ledger..").know(SHIM);

    @ArchTest
    static final ArchRule fabricsMessagesAreKnownToBothEndsOfTheLedger = only(
                    "org.credence.ledger.fabric..",
                    "org.credence.network.ledger..",
                    // The channel's configuration is messages of Fabric's, and orderers are asked for it.
                    "org.credence.network.fabric..")
            .know("org.hyperledger.fabric.protos..", "io.grpc..");

    @ArchTest
    static final ArchRule storeOfTheLedgersStateIsKnownToTheLedgersStore =
            only("org.credence.network.ledger.store..").know("org.h2..");

    @ArchTest
    static final ArchRule bouncyCastleIsKnownToIdentitiesAndProofs = only(
                    "org.credence.network.identity..",
                    "org.credence.incentive.merkle..",
                    // Signatures by the thousand: on P-256 it is several times as fast as the JDK's provider.
                    "org.credence.network.ledger.msp..",
                    "org.credence.network.ledger.message..")
            .know("org.bouncycastle..");

    @ArchTest
    static final ArchRule tribuoIsKnownToDataModelsAndTraining = only(
                    "org.credence.node.data..", "org.credence.node.model..", "org.credence.node.training..")
            .know(TRIBUO);

    @ArchTest
    static final ArchRule csvIsKnownToData = only("org.credence.node.data..").know("com.opencsv..");

    @ArchTest
    static final ArchRule databasesAreKnownToData =
            only("org.credence.node.data..").know("java.sql..", "javax.sql..", "org.postgresql..");

    @ArchTest
    static final ArchRule moleculesAreKnownToChemistry =
            only("org.credence.chemistry..").know("org.openscience..");

    @ArchTest
    static final ArchRule yamlIsKnownToTheStudyFile = only(
                    "org.credence.node.config..", "org.credence.network.fabric..")
            .know("org.yaml..", "com.fasterxml.jackson.dataformat..");

    @ArchTest
    static final ArchRule jacksonIsKnownWhereBytesAreReadAndWritten = only(
                    "org.credence.protocol.encoding..",
                    "org.credence.network.identity..",
                    "org.credence.ledger.fabric..",
                    "org.credence.network.fabric..",
                    "org.credence.node.config..",
                    // Reads the run's report.
                    "org.credence.node.audit..",
                    "org.credence.node.cli..")
            .know("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule httpServerIsKnownToTheExchange =
            only("org.credence.node.exchange..").know("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule commandsAreKnownToTheCommandLine =
            only("org.credence.node.cli..").know("picocli..");

    private static ArchRule knowsOnly(String who, String... whom) {
        String[] all = new String[whom.length + 2];
        System.arraycopy(whom, 0, all, 0, whom.length);
        all[whom.length] = "java..";
        all[whom.length + 1] = "org.jspecify.annotations..";
        return classes()
                .that()
                .resideInAPackage(who)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all);
    }

    private static Knowing only(String... houses) {
        return libraries -> noClasses()
                .that()
                .resideOutsideOfPackages(houses)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private interface Knowing {
        ArchRule know(String... libraries);
    }
}
