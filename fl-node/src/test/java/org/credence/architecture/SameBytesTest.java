package org.credence.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.credence.architecture.Access.NEW;
import static org.credence.architecture.Access.anyOf;
import static org.credence.architecture.Access.below;
import static org.credence.architecture.Access.exactly;
import static org.credence.architecture.Access.uses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.BaseStream;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The same bytes on every machine, on every Java, in every run: what must not be done where members compare results by hash. */
@AnalyzeClasses(packages = "org.credence", importOptions = ImportOption.DoNotIncludeTests.class)
class SameBytesTest {
    /** Peers must agree on every byte; integers alone. */
    private static final String[] LEDGER = {
        "org.credence.protocol..",
        "org.credence.contract..",
        "org.credence.incentive.credit..",
        "org.credence.incentive.merkle.."
    };

    /** Members must agree on every result, the generated trial's files included. */
    private static final String[] AGREED = {
        "org.credence.protocol..",
        "org.credence.contract..",
        "org.credence.incentive..",
        "org.credence.node.config..",
        "org.credence.node.data..",
        "org.credence.node.model..",
        "org.credence.node.training..",
        "org.credence.node.privacy..",
        "org.credence.node.update..",
        "org.credence.node.aggregation..",
        "org.credence.node.round..",
        "org.credence.node.audit..",
        "org.credence.node.evidence..",
        "org.credence.node.demo.."
    };

    private static final DescribedPredicate<JavaAccess<?>> WALL_CLOCK = anyOf(
            "reads the machine's clock",
            uses(System.class, "currentTimeMillis"),
            uses(Instant.class, "now"),
            uses(LocalDate.class, "now"),
            uses(LocalDateTime.class, "now"),
            uses(OffsetDateTime.class, "now"),
            uses(ZonedDateTime.class, "now"),
            uses(Clock.class, "system", "systemUTC", "systemDefaultZone"),
            uses(InstantSource.class, "system"),
            exactly(Date.class, NEW));

    private static final DescribedPredicate<JavaAccess<?>> CHANCE = anyOf(
            "draws numbers that nobody can draw again, and anybody can guess",
            uses(Math.class, "random"),
            uses(StrictMath.class, "random"),
            uses(Random.class, NEW),
            uses(ThreadLocalRandom.class, "current"),
            uses(UUID.class, "randomUUID"),
            uses(Collections.class, "shuffle"));

    /* Map.of and its kin are salted: their order differs from one JVM to the next. */
    private static final DescribedPredicate<JavaAccess<?>> HASH_ORDER = anyOf(
            "makes a collection whose order is not the same everywhere",
            uses(Map.class, "of", "ofEntries", "copyOf"),
            uses(Set.class, "of", "copyOf"),
            uses(HashMap.class, NEW),
            uses(HashSet.class, NEW),
            uses(IdentityHashMap.class, NEW),
            uses(ConcurrentHashMap.class, NEW, "newKeySet"),
            uses(Collectors.class, "toSet", "toUnmodifiableSet", "toUnmodifiableMap", "toConcurrentMap"),
            exactly(Collectors.class, "toMap", Function.class, Function.class),
            exactly(Collectors.class, "toMap", Function.class, Function.class, BinaryOperator.class),
            exactly(Collectors.class, "groupingBy", Function.class),
            exactly(Collectors.class, "groupingBy", Function.class, Collector.class));

    /* IEEE 754 rounds only the basic operations and the square root; Math leaves the last bit of these to the machine. */
    private static final DescribedPredicate<JavaAccess<?>> MACHINE_ARITHMETIC = anyOf(
            "computes what differs in the last bit between machines (StrictMath does not)",
            uses(
                    Math.class,
                    "sin",
                    "cos",
                    "tan",
                    "asin",
                    "acos",
                    "atan",
                    "atan2",
                    "sinh",
                    "cosh",
                    "tanh",
                    "exp",
                    "expm1",
                    "log",
                    "log10",
                    "log1p",
                    "pow",
                    "cbrt",
                    "hypot"));

    private static final DescribedPredicate<JavaAccess<?>> UNORDERED_SUMS = anyOf(
            "adds in an order that is not fixed",
            below(BaseStream.class, "parallel"),
            below(Collection.class, "parallelStream"),
            uses(Arrays.class, "parallelPrefix", "parallelSetAll"),
            below(DoubleStream.class, "sum", "average", "summaryStatistics"),
            uses(Collectors.class, "summingDouble", "averagingDouble", "summarizingDouble"));

    /* Its digits changed with JDK 19. */
    private static final DescribedPredicate<JavaAccess<?>> DOUBLES_AS_TEXT = anyOf(
            "writes a double as this JDK happens to",
            uses(Double.class, "toString"),
            exactly(String.class, "valueOf", double.class),
            exactly(StringBuilder.class, "append", double.class),
            exactly(BigDecimal.class, "valueOf", double.class));

    private static final DescribedPredicate<JavaClass> FLOATING_POINT =
            belongToAnyOf(double.class, float.class, Double.class, Float.class, double[].class, float[].class);

    @ArchTest
    static final ArchRule theTimeComesFromTheCaller = noClasses()
            .that()
            // Whoever starts the program gives everybody a clock.
            .resideOutsideOfPackage("org.credence.node.cli..")
            .should()
            .accessTargetWhere(WALL_CLOCK);

    @ArchTest
    static final ArchRule whatMustAgreeMeasuresNoTime = noClasses()
            .that()
            .resideInAnyPackage(AGREED)
            .should()
            .accessTargetWhere(anyOf("measures time", uses(System.class, "nanoTime")));

    @ArchTest
    static final ArchRule chanceComesFromASeedOrIsSecret = noClasses().should().accessTargetWhere(CHANCE);

    @ArchTest
    static final ArchRule whatMustAgreeDrawsNoSecrets = noClasses()
            .that()
            .resideInAnyPackage(AGREED)
            .and()
            // A member's own: its noise, and what hides its scores until they are revealed.
            .resideOutsideOfPackage("org.credence.node.round..")
            .should()
            .callConstructor(SecureRandom.class);

    @ArchTest
    static final ArchRule theLedgerHasNoHashOrder =
            noClasses().that().resideInAnyPackage(LEDGER).should().accessTargetWhere(HASH_ORDER);

    @ArchTest
    static final ArchRule theLedgerHoldsIntegersAlone = noFields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(LEDGER)
            .should()
            .haveRawType(FLOATING_POINT);

    @ArchTest
    static final ArchRule theLedgersMethodsReturnIntegersAlone = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(LEDGER)
            .should()
            .haveRawReturnType(FLOATING_POINT);

    @ArchTest
    static final ArchRule whatMustAgreeIsComputedInStrictArithmetic =
            noClasses().that().resideInAnyPackage(AGREED).should().accessTargetWhere(MACHINE_ARITHMETIC);

    @ArchTest
    static final ArchRule whatMustAgreeIsAddedInOneOrder =
            noClasses().that().resideInAnyPackage(AGREED).should().accessTargetWhere(UNORDERED_SUMS);

    @ArchTest
    static final ArchRule whatMustAgreeIsNotHashedAsThisJdkPrintsIt =
            noClasses().that().resideInAnyPackage(AGREED).should().accessTargetWhere(DOUBLES_AS_TEXT);

    @ArchTest
    static final ArchRule trainingTakesNoLossFromTribuo = noClasses()
            .that()
            .resideInAPackage("org.credence.node.training..")
            .should()
            // They call Math.exp; the squared loss, which is exact, is the regression objectives' own.
            .dependOnClassesThat()
            .resideInAPackage("org.tribuo.classification..");
}
