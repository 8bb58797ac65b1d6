package org.credence.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.implement;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.credence.ledger.fabric.BlockDecoder;
import org.credence.node.round.MemberNode;
import org.credence.node.round.NodeBuilder;
import org.credence.node.store.NodeState;
import org.credence.node.store.UpdateStore;
import org.credence.node.update.LocalExchange;
import org.credence.node.update.UpdateExchange;
import org.credence.protocol.Digest;

/** Which house, and which package of the node, may know which. */
@AnalyzeClasses(packages = "org.credence", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CLI = "org.credence.node.cli..";
    private static final String AUDIT = "org.credence.node.audit..";
    private static final String ROUND = "org.credence.node.round..";
    private static final String STORE = "org.credence.node.store..";
    private static final String UPDATE = "org.credence.node.update..";
    private static final String EXCHANGE = "org.credence.node.exchange..";

    /** How members meet, and where one keeps its things: which of the ways it is, is nothing a node knows. */
    private static final DescribedPredicate<JavaClass> WAYS_TO_MEET_AND_KEEP = implement(UpdateExchange.class)
            .or(implement(UpdateStore.class))
            .or(implement(NodeState.class))
            .or(belongToAnyOf(LocalExchange.class))
            .as("are ways to exchange updates or to keep content");

    @ArchTest
    static final ArchRule housesKnowOnlyThoseBelowThem = Layer.knowOnlyWhatTheyMay(List.of(
            Layer.of("credit", "org.credence.incentive.."),
            Layer.of("protocol", "org.credence.protocol..", "credit"),
            Layer.of("contract", "org.credence.contract..", "protocol"),
            Layer.of("identity", "org.credence.network.identity.."),
            // Runs the contracts that it is given, and knows none.
            Layer.of("embedded ledger", "org.credence.network.ledger..", "protocol", "identity"),
            // Starts Fabric's programs; what the board decided it reads in the protocol's words.
            Layer.of("fabric network", "org.credence.network.fabric..", "protocol", "identity"),
            Layer.of("ledger client", "org.credence.ledger..", "protocol", "identity"),
            Layer.of(
                    "node",
                    "org.credence.node..",
                    "credit",
                    "protocol",
                    "contract",
                    "identity",
                    "embedded ledger",
                    "fabric network",
                    "ledger client")));

    @ArchTest
    static final ArchRule theEmbeddedLedgerKnowsHashesAndNoCommand = noClasses()
            .that()
            .resideInAPackage("org.credence.network.ledger..")
            .should()
            .dependOnClassesThat(resideInAPackage("org.credence.protocol..").and(not(belongToAnyOf(Digest.class))));

    @ArchTest
    static final ArchRule packagesOfTheNodeKnowOnlyThoseBelowThem = Layer.knowOnlyWhatTheyMay(List.of(
            Layer.of("config", "org.credence.node.config.."),
            Layer.of("store", STORE),
            Layer.of("evidence", "org.credence.node.evidence.."),
            Layer.of("data", "org.credence.node.data..", "config"),
            Layer.of("model", "org.credence.node.model..", "config", "data"),
            Layer.of("demo", "org.credence.node.demo..", "config", "model"),
            Layer.of("privacy", "org.credence.node.privacy..", "config", "model"),
            Layer.of("update", UPDATE, "model", "store"),
            Layer.of("exchange", EXCHANGE, "update", "store"),
            Layer.of("training", "org.credence.node.training..", "config", "data", "model"),
            Layer.of("aggregation", "org.credence.node.aggregation..", "config", "model", "update"),
            Layer.of(
                    "round", ROUND, "config", "store", "data", "model", "privacy", "update", "training", "aggregation"),
            // Derives with the nodes' own arithmetic (StudyMath), and acts in nobody's name.
            Layer.of(
                    "audit", AUDIT, "config", "evidence", "data", "model", "privacy", "update", "aggregation", "round"),
            Layer.of(
                    "cli",
                    CLI,
                    "config",
                    "store",
                    "evidence",
                    "data",
                    "model",
                    "demo",
                    "privacy",
                    "update",
                    "exchange",
                    "training",
                    "aggregation",
                    "round",
                    "audit")));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.credence.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule partsOfCreditKnowNothingOfEachOther =
            slices().matching("org.credence.incentive.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule wordsOfTheLedgerKnowNeitherTheirBytesNorTheRules = noClasses()
            .that()
            .resideInAPackage("org.credence.protocol")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.credence.protocol.encoding..", "org.credence.protocol.rules..");

    @ArchTest
    static final ArchRule membersMeetThroughTheLedgerAndTheExchangeAlone = noClasses()
            .that()
            .resideInAPackage(ROUND)
            .should()
            .dependOnClassesThat(WAYS_TO_MEET_AND_KEEP.or(resideInAnyPackage(
                    CLI,
                    "org.credence.ledger.fabric..",
                    "org.credence.network..",
                    "org.credence.contract..",
                    "java.net..",
                    "java.nio.file..")));

    @ArchTest
    static final ArchRule nothingInANodeHoldsANode = classes()
            .that()
            .belongToAnyOf(MemberNode.class)
            .should()
            .onlyHaveDependentClassesThat(
                    belongToAnyOf(MemberNode.class, NodeBuilder.class).or(resideInAPackage(CLI)));

    @ArchTest
    static final ArchRule onlyTheCommandLineChoosesHowMembersMeetAndKeepThings = classes()
            .that(WAYS_TO_MEET_AND_KEEP)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAnyPackage(CLI, STORE, UPDATE, EXCHANGE);

    @ArchTest
    static final ArchRule theExchangeKnowsMembersAndNoLedger = noClasses()
            .that()
            .resideInAPackage(EXCHANGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.credence.ledger..",
                    "org.credence.contract..",
                    "org.credence.incentive..",
                    "org.credence.protocol.rules..",
                    "org.credence.network.ledger..",
                    "org.credence.network.fabric..");

    @ArchTest
    static final ArchRule onlyTheCommandLineChoosesTheLedger = noClasses()
            .that()
            .resideInAPackage("org.credence.node..")
            .and()
            .resideOutsideOfPackage(CLI)
            .should()
            // The decoder reads stored blocks, for the audit, and connects to nothing.
            .dependOnClassesThat(
                    resideInAPackage("org.credence.ledger.fabric..").and(not(belongToAnyOf(BlockDecoder.class))));

    @ArchTest
    static final ArchRule onlyTheCommandLineStartsTheEmbeddedLedger = noClasses()
            .that()
            .resideInAPackage("org.credence.node..")
            .and()
            .resideOutsideOfPackages("org.credence.node.cli.local..", AUDIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.credence.network.ledger..", "org.credence.contract..");

    @ArchTest
    static final ArchRule onlyTheCommandLineStartsFabric = noClasses()
            .that()
            .resideInAPackage("org.credence.node..")
            .and()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.credence.network.fabric..");

    @ArchTest
    static final ArchRule theAuditReadsBlocksAndStartsNothing = noClasses()
            .that()
            .resideInAPackage(AUDIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.credence.contract..",
                    "org.credence.network.ledger",
                    "org.credence.network.ledger.serve..",
                    "org.credence.network.ledger.order..",
                    "org.credence.network.ledger.endorse..");
}
