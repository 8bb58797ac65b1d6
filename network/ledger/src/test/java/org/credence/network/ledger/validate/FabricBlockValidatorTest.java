package org.credence.network.ledger.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.credence.network.ledger.message.ChaincodeResult;
import org.credence.network.ledger.message.EndorsedTransaction;
import org.credence.network.ledger.message.MessageHeader;
import org.credence.network.ledger.message.ReadWriteSet;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.message.StateKey;
import org.credence.network.ledger.message.Version;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;

/** Fabric's order of codes where ids and reads collide, read in its {@code txvalidator/v20} and {@code validation} packages. */
final class FabricBlockValidatorTest {
    private static final String CONTRACT = "c";

    private static final class EmptyState implements VersionedState {
        private final NavigableMap<StateKey, Version> none = new TreeMap<>();

        @Override
        public Optional<Version> version(StateKey key) {
            return Optional.empty();
        }

        @Override
        public Iterator<Map.Entry<StateKey, Version>> versions(StateKey from, StateKey to) {
            return none.entrySet().iterator();
        }
    }

    /** A transaction that writes this key, having read it as not there. */
    private static CheckedTransaction transaction(String id, TxValidationCode code, String key) {
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
        ByteString bytes = ByteString.copyFromUtf8(id + key);
        SignedEnvelope envelope = new SignedEnvelope(bytes, bytes, bytes, header, bytes);
        ReadWriteSet set = new ReadWriteSet(List.of(new ReadWriteSet.Namespace(
                CONTRACT,
                List.of(new ReadWriteSet.Read(key, Optional.empty())),
                List.of(),
                List.of(new ReadWriteSet.Write(key, Optional.of(bytes))))));
        ChaincodeResult result =
                new ChaincodeResult(CONTRACT, "1", Response.getDefaultInstance(), Optional.empty(), set);
        return new CheckedTransaction(
                bytes,
                Optional.of(envelope),
                true,
                Optional.of(new EndorsedTransaction(envelope, List.of(), bytes, result, List.of())),
                code,
                "");
    }

    private static List<TxValidationCode> codes(Set<String> committed, CheckedTransaction... transactions) {
        return new FabricBlockValidator(committed::contains, new EmptyState())
                .validate(3, List.of(transactions))
                .codes();
    }

    @Test
    void aSecondUseOfAnIdInABlockIsADuplicate() {
        assertThat(codes(
                        Set.of(),
                        transaction("1", TxValidationCode.VALID, "a"),
                        transaction("1", TxValidationCode.VALID, "b")))
                .containsExactly(TxValidationCode.VALID, TxValidationCode.DUPLICATE_TXID);
    }

    @Test
    void theFirstUseCountsEvenIfItsReadsAreStale() {
        assertThat(codes(
                        Set.of(),
                        transaction("1", TxValidationCode.VALID, "a"),
                        transaction("2", TxValidationCode.VALID, "a"),
                        transaction("2", TxValidationCode.VALID, "b")))
                .containsExactly(
                        TxValidationCode.VALID, TxValidationCode.MVCC_READ_CONFLICT, TxValidationCode.DUPLICATE_TXID);
    }

    @Test
    void aTransactionThatIsNotGoodInItselfLeavesItsIdToALaterOneOfTheBlock() {
        assertThat(codes(
                        Set.of(),
                        transaction("1", TxValidationCode.ENDORSEMENT_POLICY_FAILURE, "a"),
                        transaction("1", TxValidationCode.VALID, "b")))
                .containsExactly(TxValidationCode.ENDORSEMENT_POLICY_FAILURE, TxValidationCode.VALID);
    }

    @Test
    void anIdOfAnEarlierBlockIsLookedUpBeforeEndorsementsAndAfterSignatures() {
        assertThat(codes(
                        Set.of("1"),
                        transaction("1", TxValidationCode.ENDORSEMENT_POLICY_FAILURE, "a"),
                        transaction("1", TxValidationCode.VALID, "b"),
                        transaction("1", TxValidationCode.INVALID_ENDORSER_TRANSACTION, "c"),
                        transaction("1", TxValidationCode.BAD_CREATOR_SIGNATURE, "d")))
                .containsExactly(
                        TxValidationCode.DUPLICATE_TXID,
                        TxValidationCode.DUPLICATE_TXID,
                        TxValidationCode.INVALID_ENDORSER_TRANSACTION,
                        TxValidationCode.BAD_CREATOR_SIGNATURE);
    }

    @Test
    void onlyValidTransactionsChangeTheState() {
        var result = new FabricBlockValidator(id -> false, new EmptyState())
                .validate(
                        3,
                        List.of(
                                transaction("1", TxValidationCode.ENDORSEMENT_POLICY_FAILURE, "a"),
                                transaction("2", TxValidationCode.VALID, "b")));

        assertThat(result.updates().byKey().keySet()).containsExactly(StateKey.of(CONTRACT, "b"));
        assertThat(result.updates().byKey().get(StateKey.of(CONTRACT, "b")).version())
                .isEqualTo(new Version(3, 1));
    }
}
