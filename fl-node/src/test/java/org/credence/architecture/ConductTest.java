package org.credence.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.TimeUnit;
import org.credence.contract.ChaincodeService;

/** How code behaves in every house. */
@AnalyzeClasses(packages = "org.credence", importOptions = ImportOption.DoNotIncludeTests.class)
class ConductTest {
    @ArchTest
    static final ArchRule staticFieldsAreConstants =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule nothingIsSharedThroughStaticFields = noFields()
            .that()
            .areStatic()
            .should()
            .haveRawType(resideInAPackage("java.util.concurrent..").as("is made to be changed by several"));

    @ArchTest
    static final ArchRule onlyTheCommandLineSpeaksToAPerson = noClasses()
            .that()
            .resideOutsideOfPackage("org.credence.node.cli..")
            .and()
            .doNotBelongToAnyOf(ChaincodeService.class)
            .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule everybodyLogsThroughSlf4j = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .accessTargetWhere(Access.anyOf(
                    "sleeps instead of waiting for something",
                    Access.uses(Thread.class, "sleep"),
                    Access.below(TimeUnit.class, "sleep")));

    @ArchTest
    static final ArchRule exceptionsOfOurOwnAreUnchecked = classes()
            .that()
            .areAssignableTo(Exception.class)
            .and()
            // There, the compiler sees to it that whatever is wrong with a message is answered with Fabric's code for
            // it.
            .resideOutsideOfPackage("org.credence.network.ledger..")
            .should()
            .beAssignableTo(RuntimeException.class);

    @ArchTest
    static final ArchRule namesSayWhatAClassIs =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)");
}
