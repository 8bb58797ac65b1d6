package org.credence.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules are only as good as what they see: each way to break one is taken here, in classes that only ArchUnit reads. */
@SuppressWarnings("unused")
class AccessTest {
    private static final Access SALTED = Access.uses(Map.class, "of");
    private static final Access CLOCK = Access.uses(System.class, "nanoTime");
    private static final Access CHANCE = Access.uses(Random.class, Access.NEW);
    private static final Access SUM = Access.below(DoubleStream.class, "sum");
    private static final Access TEXT = Access.exactly(BigDecimal.class, "valueOf", double.class);

    @Test
    void aCallIsSeen() {
        assertThat(rulesBrokenBy(CallsMethod.class)).containsExactly("salted");
    }

    @Test
    void aReferenceToAMethodIsSeen() {
        assertThat(rulesBrokenBy(RefersToMethod.class)).containsExactly("clock");
    }

    @Test
    void aConstructorIsSeenAndThatOfASubclassIsAnother() {
        assertThat(rulesBrokenBy(Constructs.class)).containsExactly("chance");
        assertThat(rulesBrokenBy(ConstructsSecret.class)).isEmpty();
    }

    @Test
    void aCallInALambdaIsSeen() {
        assertThat(rulesBrokenBy(CallsInLambda.class)).containsExactly("sum");
    }

    @Test
    void aMethodIsToldFromItsNamesakes() {
        assertThat(rulesBrokenBy(OfDouble.class)).containsExactly("text");
        assertThat(rulesBrokenBy(OfLong.class)).isEmpty();
    }

    @Test
    void whatIsAllowedBreaksNothing() {
        assertThat(rulesBrokenBy(Allowed.class)).isEmpty();
    }

    private static Iterable<String> rulesBrokenBy(Class<?> code) {
        JavaClasses classes = new ClassFileImporter().importClasses(code);
        var rules = new TreeMap<String, Access>();
        rules.put("salted", SALTED);
        rules.put("clock", CLOCK);
        rules.put("chance", CHANCE);
        rules.put("sum", SUM);
        rules.put("text", TEXT);
        var broken = new ArrayList<String>();
        rules.forEach((name, access) -> {
            if (noClasses()
                    .should()
                    .accessTargetWhere(Access.anyOf(name, access))
                    .evaluate(classes)
                    .hasViolation()) {
                broken.add(name);
            }
        });
        return broken;
    }

    private static final class CallsMethod {
        final Map<String, Integer> map = Map.of("a", 1);
    }

    private static final class RefersToMethod {
        final LongSupplier clock = System::nanoTime;
    }

    private static final class Constructs {
        final Random random = new Random(1);
    }

    private static final class ConstructsSecret {
        final Random random = new SecureRandom();
    }

    private static final class CallsInLambda {
        final ToDoubleFunction<double[]> total =
                values -> DoubleStream.of(values).sum();
    }

    private static final class OfDouble {
        final BigDecimal number = BigDecimal.valueOf(0.5);
    }

    private static final class OfLong {
        final BigDecimal number = BigDecimal.valueOf(5L);
    }

    private static final class Allowed {
        final Map<String, Integer> map = new TreeMap<>();
        final int sum = IntStream.range(0, 3).sum();
    }
}
