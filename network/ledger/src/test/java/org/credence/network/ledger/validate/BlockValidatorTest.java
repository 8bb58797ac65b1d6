package org.credence.network.ledger.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.BAD_CREATOR_SIGNATURE;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.DUPLICATE_TXID;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.ENDORSEMENT_POLICY_FAILURE;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.MVCC_READ_CONFLICT;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.PHANTOM_READ_CONFLICT;
import static org.hyperledger.fabric.protos.peer.TxValidationCode.VALID;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.credence.network.ledger.message.ChaincodeResult;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.Hashes;
import org.credence.network.ledger.message.MessageHeader;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.ReadWriteSet.Namespace;
import org.credence.network.ledger.message.ReadWriteSet.RangeRead;
import org.credence.network.ledger.message.ReadWriteSet.Read;
import org.credence.network.ledger.message.ReadWriteSet.Write;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BlockValidatorTest {
    private static final String CONTRACT = "c";
    private static final long BLOCK = 9;

    /** A state of versions in a map. */
    private static final class MapState implements VersionedState {
        private final NavigableMap<StateKey, Version> versions = new TreeMap<>();

        MapState with(String key, long block, long transaction) {
            versions.put(StateKey.of(CONTRACT, key), new Version(block, transaction));
            return this;
        }

        @Override
        public Optional<Version> version(StateKey key) {
            return Optional.ofNullable(versions.get(key));
        }

        @Override
        public Iterator<Map.Entry<StateKey, Version>> versions(StateKey from, StateKey to) {
            return versions.subMap(from, to).entrySet().iterator();
        }
    }

    private static CheckedTransaction checked(String id, TxValidationCode code, boolean proven, ReadWriteSet set) {
        MessageHeader header = new MessageHeader(
                ByteString.EMPTY,
                ByteString.EMPTY,
                HeaderType.ENDORSER_TRANSACTION_VALUE,
                "channel",
                id,
                Instant.EPOCH,
                CONTRACT,
                ByteString.EMPTY,
                ByteString.EMPTY);
        ByteString bytes = ByteString.copyFromUtf8(id);
        SignedEnvelope envelope = new SignedEnvelope(bytes, bytes, bytes, header, bytes);
        ChaincodeResult result =
                new ChaincodeResult(CONTRACT, "1", Response.getDefaultInstance(), Optional.empty(), set);
        return new CheckedTransaction(
                bytes,
                Optional.of(envelope),
                proven,
                Optional.of(new EndorsedTransaction(envelope, List.of(), bytes, result, List.of())),
                code,
                "");
    }

    private static CheckedTransaction transaction(String id, Namespace... namespaces) {
        return checked(id, VALID, true, new ReadWriteSet(List.of(namespaces)));
    }

    private static Namespace access(List<Read> reads, List<RangeRead> ranges, List<Write> writes) {
        return new Namespace(CONTRACT, reads, ranges, writes);
    }

    private static Namespace reads(Read... reads) {
        return access(List.of(reads), List.of(), List.of());
    }

    private static Namespace ranges(RangeRead... ranges) {
        return access(List.of(), List.of(ranges), List.of());
    }

    private static Namespace writes(Write... writes) {
        return access(List.of(), List.of(), List.of(writes));
    }

    private static Read read(String key, long block, long transaction) {
        return new Read(key, Optional.of(new Version(block, transaction)));
    }

    private static Read absent(String key) {
        return new Read(key, Optional.empty());
    }

    private static Write put(String key) {
        return new Write(key, Optional.of(ByteString.copyFromUtf8("v")));
    }

    private static Write delete(String key) {
        return new Write(key, Optional.empty());
    }

    private static List<TxValidationCode> codes(VersionedState state, CheckedTransaction... transactions) {
        return new BlockValidator(id -> id.equals("old"), state)
                .validate(BLOCK, List.of(transactions))
                .codes();
    }

    private static Namespace privateAccess(Optional<Version> read) {
        ByteString keyHash = Hashes.sha256(ByteString.copyFromUtf8("k"));
        return new Namespace(
                CONTRACT,
                List.of(),
                List.of(),
                List.of(),
                List.of(new ReadWriteSet.HashedCollection(
                        "secrets",
                        List.of(new ReadWriteSet.HashedRead(keyHash, read)),
                        List.of(new ReadWriteSet.HashedWrite(keyHash, Optional.of(keyHash), false)),
                        Optional.of(keyHash))));
    }

    @Test
    void aPrivateReadMustStillBeTrue() {
        MapState state = new MapState();
        state.versions.put(StateKey.ofPrivate(CONTRACT, "secrets", "k"), new Version(3, 1));

        assertThat(codes(state, transaction("a", privateAccess(Optional.of(new Version(3, 1))))))
                .containsExactly(VALID);
        assertThat(codes(state, transaction("a", privateAccess(Optional.of(new Version(2, 0))))))
                .containsExactly(MVCC_READ_CONFLICT);
        assertThat(codes(state, transaction("a", privateAccess(Optional.empty()))))
                .containsExactly(MVCC_READ_CONFLICT);
        assertThat(codes(new MapState(), transaction("a", privateAccess(Optional.empty()))))
                .containsExactly(VALID);
    }

    @Test
    void ofTwoPrivateReadersThatWriteInABlockTheFirstIsValid() {
        assertThat(codes(
                        new MapState(),
                        transaction("a", privateAccess(Optional.empty())),
                        transaction("b", privateAccess(Optional.empty()))))
                .containsExactly(VALID, MVCC_READ_CONFLICT);
    }

    @Test
    void aReadMustFindTheVersionItFound() {
        MapState state = new MapState().with("a", 3, 1);

        assertThat(codes(state, transaction("t", reads(read("a", 3, 1))))).containsExactly(VALID);
        assertThat(codes(state, transaction("t", reads(read("a", 3, 0))))).containsExactly(MVCC_READ_CONFLICT);
        assertThat(codes(state, transaction("t", reads(absent("a"))))).containsExactly(MVCC_READ_CONFLICT);
        assertThat(codes(state, transaction("t", reads(absent("b"))))).containsExactly(VALID);
        assertThat(codes(state, transaction("t", reads(read("b", 1, 0))))).containsExactly(MVCC_READ_CONFLICT);
    }

    @Test
    void whatAnEarlierTransactionOfTheBlockWroteIsNoLongerAsItWasRead() {
        MapState state = new MapState().with("a", 3, 1);

        assertThat(codes(
                        state,
                        transaction("t1", writes(put("a"))),
                        transaction("t2", reads(read("a", 3, 1))),
                        transaction("t3", reads(absent("b"))),
                        transaction("t4", writes(put("b"))),
                        transaction("t5", reads(absent("b")))))
                .containsExactly(VALID, MVCC_READ_CONFLICT, VALID, VALID, MVCC_READ_CONFLICT);
    }

    @Test
    void anInvalidTransactionWritesNothing() {
        MapState state = new MapState().with("a", 3, 1);

        assertThat(codes(
                        state,
                        transaction("t1", access(List.of(absent("a")), List.of(), List.of(put("b")))),
                        transaction("t2", reads(absent("b")))))
                .containsExactly(MVCC_READ_CONFLICT, VALID);
    }

    @Test
    void writesWithoutReadsNeverConflictAndTheLastWins() {
        BlockValidator.Result result = new BlockValidator(id -> false, new MapState())
                .validate(BLOCK, List.of(transaction("t1", writes(put("a"))), transaction("t2", writes(delete("a")))));

        assertThat(result.codes()).containsExactly(VALID, VALID);
        assertThat(result.updates().byKey().get(StateKey.of(CONTRACT, "a")).value())
                .isEmpty();
        assertThat(result.updates().byKey().get(StateKey.of(CONTRACT, "a")).version())
                .isEqualTo(new Version(BLOCK, 1));
    }

    @Test
    void aRangeMustHoldWhatItHeld() {
        MapState state = new MapState().with("b", 1, 0).with("c", 2, 0).with("e", 3, 0);
        List<Read> found = List.of(read("b", 1, 0), read("c", 2, 0));

        assertThat(codes(state, transaction("t", ranges(new RangeRead("a", "d", true, found)))))
                .containsExactly(VALID);
        assertThat(codes(state, transaction("t", ranges(new RangeRead("a", "", true, found)))))
                .containsExactly(PHANTOM_READ_CONFLICT);
        assertThat(codes(state, transaction("t", ranges(new RangeRead("a", "d", true, List.of(found.get(0)))))))
                .containsExactly(PHANTOM_READ_CONFLICT);
        assertThat(codes(
                        state,
                        transaction(
                                "t", ranges(new RangeRead("a", "d", true, List.of(read("b", 1, 0), read("c", 2, 1)))))))
                .containsExactly(PHANTOM_READ_CONFLICT);
        assertThat(codes(state, transaction("t", ranges(new RangeRead("x", "a", true, List.of())))))
                .containsExactly(VALID);
    }

    @Test
    void aRangeReadInPartHoldsUpToItsLastKeyInclusive() {
        MapState state = new MapState().with("b", 1, 0).with("c", 2, 0);
        RangeRead part = new RangeRead("a", "b", false, List.of(read("b", 1, 0)));

        assertThat(codes(state, transaction("t1", writes(put("bb"))), transaction("t2", ranges(part))))
                .containsExactly(VALID, VALID);
        assertThat(codes(state, transaction("t1", writes(put("b"))), transaction("t2", ranges(part))))
                .containsExactly(VALID, PHANTOM_READ_CONFLICT);
        assertThat(codes(state, transaction("t1", writes(put("aa"))), transaction("t2", ranges(part))))
                .containsExactly(VALID, PHANTOM_READ_CONFLICT);
    }

    @Test
    void aDeletionInARangeIsAPhantomOnlyWhereThereWasAKey() {
        MapState state = new MapState().with("b", 1, 0);
        RangeRead all = new RangeRead("a", "d", true, List.of(read("b", 1, 0)));

        assertThat(codes(state, transaction("t1", writes(delete("c"))), transaction("t2", ranges(all))))
                .containsExactly(VALID, VALID);
        assertThat(codes(state, transaction("t1", writes(delete("b"))), transaction("t2", ranges(all))))
                .containsExactly(VALID, PHANTOM_READ_CONFLICT);
    }

    @Test
    void anIdIsUsedUpByWhoeverProvedItValidOrNot() {
        ReadWriteSet nothing = new ReadWriteSet(List.of());

        assertThat(codes(
                        new MapState(),
                        transaction("old"),
                        transaction("t"),
                        transaction("t"),
                        checked("u", ENDORSEMENT_POLICY_FAILURE, true, nothing),
                        transaction("u"),
                        checked("w", BAD_CREATOR_SIGNATURE, false, nothing),
                        transaction("w")))
                .containsExactly(
                        DUPLICATE_TXID,
                        VALID,
                        DUPLICATE_TXID,
                        ENDORSEMENT_POLICY_FAILURE,
                        DUPLICATE_TXID,
                        BAD_CREATOR_SIGNATURE,
                        VALID);
    }

    @Test
    void contractsOfDifferentNamesDoNotMeet() {
        Namespace other = new Namespace("d", List.of(), List.of(), List.of(put("a")));

        assertThat(codes(new MapState(), transaction("t1", other), transaction("t2", reads(absent("a")))))
                .containsExactly(VALID, VALID);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** Against the plain reading of the rule: all keys in one map, updated transaction by transaction. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void blocksAreValidatedAsThoughOneByOne(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        MapState state = new MapState();
        TreeMap<String, Version> model = new TreeMap<>();
        for (String key : keys()) {
            if (random.nextBoolean()) {
                long block = random.nextInt(3);
                state.with(key, block, 0);
                model.put(key, new Version(block, 0));
            }
        }
        TreeMap<String, Version> before = new TreeMap<>(model);
        List<CheckedTransaction> transactions = new ArrayList<>();
        List<TxValidationCode> expected = new ArrayList<>();
        TreeMap<String, Boolean> touched = new TreeMap<>();
        for (int i = 0; i < 6; i++) {
            Namespace access = access(random, before);
            transactions.add(transaction("t" + i, access));
            TxValidationCode code = expected(access, model, touched);
            expected.add(code);
            if (code == VALID) {
                for (Write write : access.writes()) {
                    touched.put(write.key(), true);
                    if (write.value().isPresent()) {
                        model.put(write.key(), new Version(BLOCK, i));
                    } else {
                        model.remove(write.key());
                    }
                }
            }
        }

        assertThat(new BlockValidator(id -> false, state)
                        .validate(BLOCK, transactions)
                        .codes())
                .isEqualTo(expected);
    }

    private static List<String> keys() {
        return List.of("a", "b", "c", "d", "e");
    }

    private static Namespace access(SplittableRandom random, NavigableMap<String, Version> before) {
        List<Read> reads = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        List<RangeRead> ranges = new ArrayList<>();
        for (String key : keys()) {
            switch (random.nextInt(8)) {
                case 0 -> reads.add(new Read(key, Optional.ofNullable(before.get(key))));
                case 1 -> writes.add(put(key));
                case 2 -> writes.add(delete(key));
                default -> {}
            }
        }
        if (random.nextInt(3) == 0) {
            String start = keys().get(random.nextInt(5));
            String end = random.nextBoolean() ? "" : keys().get(random.nextInt(5));
            List<Read> found = new ArrayList<>();
            before.tailMap(start).forEach((key, version) -> {
                if (end.isEmpty() || key.compareTo(end) < 0) {
                    found.add(new Read(key, Optional.of(version)));
                }
            });
            ranges.add(new RangeRead(start, end, true, found));
        }
        return access(reads, ranges, writes);
    }

    private static TxValidationCode expected(
            Namespace access, NavigableMap<String, Version> model, Map<String, Boolean> touched) {
        for (Read read : access.reads()) {
            if (touched.containsKey(read.key()) || !read.version().equals(Optional.ofNullable(model.get(read.key())))) {
                return MVCC_READ_CONFLICT;
            }
        }
        for (RangeRead range : access.ranges()) {
            List<Read> now = new ArrayList<>();
            model.tailMap(range.start()).forEach((key, version) -> {
                if (range.end().isEmpty() || key.compareTo(range.end()) < 0) {
                    now.add(new Read(key, Optional.of(version)));
                }
            });
            if (!now.equals(range.found())) {
                return PHANTOM_READ_CONFLICT;
            }
        }
        return VALID;
    }
}
