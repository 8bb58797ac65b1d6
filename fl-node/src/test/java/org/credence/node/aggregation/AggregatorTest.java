package org.credence.node.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.credence.node.config.StudySpec.Weights;
import org.credence.node.model.ParameterVector;
import org.credence.node.update.InvalidUpdateException.Reason;
import org.credence.node.update.Update;
import org.credence.node.update.UpdateCodec;
import org.credence.node.update.Updates;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AggregatorTest {
    private static final MemberId A = new MemberId("A");
    private static final MemberId B = new MemberId("B");
    private static final SortedMap<MemberId, Long> ROWS = new TreeMap<>(Map.of(A, 30L, B, 10L));
    private static final ParameterVector BASE = fixed(100, -100);

    private final Aggregator byRows = new Aggregator(Weights.EXAMPLES, ROWS, 2);
    private final Aggregator plain = new Aggregator(Weights.PLAIN, ROWS, 2);

    private static ParameterVector fixed(long... values) {
        return ParameterVector.ofFixed(values);
    }

    private static Contribution of(Aggregator aggregator, MemberId member, long... values) {
        return new Contribution(member, aggregator.weight(member), fixed(values));
    }

    @Test
    void membersCountByTheirRowsOrAlike() {
        assertThat(byRows.aggregate(BASE, List.of(of(byRows, A, 8, 0), of(byRows, B, 0, 40))))
                .isEqualTo(fixed(106, -90));
        assertThat(plain.aggregate(BASE, List.of(of(plain, A, 8, 0), of(plain, B, 0, 40))))
                .isEqualTo(fixed(104, -80));
    }

    @Test
    void theMeanIsOverThoseThatTakePart() {
        assertThat(byRows.aggregate(BASE, List.of(of(byRows, B, 7, -7)))).isEqualTo(fixed(107, -107));
        assertThat(byRows.aggregate(BASE, List.of())).isEqualTo(BASE);
    }

    @ParameterizedTest
    @CsvSource({"3,2,2", "-3,2,-2", "1,2,1", "-1,2,-1", "1,3,0", "2,3,1", "-2,3,-1", "0,5,0", "6,3,2", "-7,4,-2"})
    void halvesAreRoundedAwayFromZero(long dividend, long divisor, long quotient) {
        assertThat(Aggregator.divideRounded(dividend, divisor)).isEqualTo(quotient);
    }

    @Test
    void roundingHoldsAtTheEdgesOf64Bits() {
        assertThat(Aggregator.divideRounded(Long.MAX_VALUE, 1)).isEqualTo(Long.MAX_VALUE);
        assertThat(Aggregator.divideRounded(-Long.MAX_VALUE, Aggregator.MAX_TOTAL_WEIGHT))
                .isEqualTo(-(1L << 33));
        assertThat(Aggregator.divideRounded(Long.MAX_VALUE, 1L << 62)).isEqualTo(2);
    }

    @Test
    void aParameterStaysWhereADoubleIsExact() {
        ParameterVector border = fixed(UpdateCodec.MAX_FIXED, -UpdateCodec.MAX_FIXED);

        assertThat(plain.aggregate(border, List.of(of(plain, A, 5, -5)))).isEqualTo(border);
        assertThat(ParameterVector.encode(border.decode())).isEqualTo(border);
    }

    @Test
    void theBoundLeavesRoomForTheSum() {
        assertThat(byRows.bound()).isEqualTo(UpdateCodec.MAX_FIXED);
        SortedMap<MemberId, Long> many = new TreeMap<>(Map.of(A, 400_000L, B, 600_000L));
        Aggregator aggregator = new Aggregator(Weights.EXAMPLES, many, 1);
        assertThat(aggregator.bound()).isEqualTo(Long.MAX_VALUE / 1_000_000);
        assertThat(new Aggregator(Weights.PLAIN, many, 1).bound()).isEqualTo(UpdateCodec.MAX_FIXED);

        ParameterVector largest = fixed(aggregator.bound());
        ParameterVector model = aggregator.aggregate(
                fixed(0), List.of(new Contribution(A, 400_000, largest), new Contribution(B, 600_000, largest)));
        assertThat(model).isEqualTo(largest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aggregator.aggregate(fixed(0), List.of(of(aggregator, A, aggregator.bound() + 1))))
                .withMessageContaining("parameter 0 of the update of A");
    }

    @Test
    void aConsortiumThatCannotBeWeighedIsRefused() {
        SortedMap<MemberId, Long> huge = new TreeMap<>(Map.of(A, Aggregator.MAX_TOTAL_WEIGHT, B, 1L));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Aggregator(Weights.EXAMPLES, huge, 1))
                .withMessageContaining("set aggregation.weights to plain");
        assertThat(new Aggregator(Weights.PLAIN, huge, 1).weight(A)).isEqualTo(1);
        assertThat(new Aggregator(Weights.EXAMPLES, huge.headMap(B), 1).bound()).isEqualTo((1L << 33) - 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Aggregator(Weights.PLAIN, new TreeMap<>(Map.of(A, 0L)), 1))
                .withMessageContaining("A must have at least 1 row");
        assertThatIllegalArgumentException().isThrownBy(() -> new Aggregator(Weights.PLAIN, new TreeMap<>(), 1));
    }

    @Test
    void whatIsNotAMembersOwnIsRefused() {
        Contribution a = of(byRows, A, 1, 1);

        assertRefused(List.of(a, a), "A contributes twice");
        assertRefused(List.of(new Contribution(A, 31, fixed(1, 1))), "weighs 31, expected 30");
        assertRefused(List.of(new Contribution(new MemberId("C"), 1, fixed(1, 1))), "C is not enrolled");
        assertRefused(List.of(of(byRows, A, 1)), "2 parameters, the update of A has 1");
        assertThatIllegalArgumentException().isThrownBy(() -> byRows.aggregate(fixed(1), List.of(a)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> byRows.aggregate(fixed(0, UpdateCodec.MAX_FIXED + 1), List.of(a)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Contribution(A, 0, fixed(1, 1)));
    }

    private void assertRefused(List<Contribution> contributions, String words) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> byRows.aggregate(BASE, contributions))
                .withMessageContaining(words);
    }

    @Test
    void theBytesAloneDecideWhetherAnUpdateCounts() {
        byte[] bytes = UpdateCodec.encode(new Update(Updates.header("A"), fixed(3, -4)));

        assertThat(byRows.judge(Updates.header("A"), bytes))
                .isEqualTo(new Verdict.Valid(new Contribution(A, 30, fixed(3, -4))));
        assertThat(byRows.judge(Updates.header("B"), bytes))
                .isEqualTo(new Verdict.Invalid(Reason.WRONG_MEMBER, "the update's member is A, expected B"));
        assertThat(new Aggregator(Weights.PLAIN, ROWS, 3).judge(Updates.header("A"), bytes))
                .isInstanceOfSatisfying(
                        Verdict.Invalid.class,
                        invalid -> assertThat(invalid.reason()).isEqualTo(Reason.WRONG_LENGTH));
        assertThat(byRows.judge(Updates.header("A"), new byte[10]))
                .isInstanceOfSatisfying(
                        Verdict.Invalid.class,
                        invalid -> assertThat(invalid.reason()).isEqualTo(Reason.MALFORMED));
    }

    @Test
    void anUpdateBeyondTheStudysBoundDoesNotCount() {
        SortedMap<MemberId, Long> many = new TreeMap<>(Map.of(A, 1_000_000L, B, 1L));
        Aggregator aggregator = new Aggregator(Weights.EXAMPLES, many, 1);
        byte[] bytes = UpdateCodec.encode(new Update(Updates.header("A"), fixed(aggregator.bound() + 1)));

        assertThat(aggregator.judge(Updates.header("A"), bytes))
                .isInstanceOfSatisfying(
                        Verdict.Invalid.class,
                        invalid -> assertThat(invalid.reason()).isEqualTo(Reason.OUT_OF_RANGE));
    }
}
