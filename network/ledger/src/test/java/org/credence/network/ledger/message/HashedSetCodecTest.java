package org.credence.network.ledger.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.credence.network.ledger.message.ReadWriteSet.HashedCollection;
import org.credence.network.ledger.message.ReadWriteSet.HashedRead;
import org.credence.network.ledger.message.ReadWriteSet.HashedWrite;
import org.hyperledger.fabric.protos.ledger.rwset.CollectionHashedReadWriteSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.HashedRWSet;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVMetadataWriteHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVReadHash;
import org.hyperledger.fabric.protos.ledger.rwset.kvrwset.KVWriteHash;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class HashedSetCodecTest {
    private static final ByteString KEY = Hashes.sha256(ByteString.copyFromUtf8("key"));
    private static final ByteString VALUE = Hashes.sha256(ByteString.copyFromUtf8("value"));

    @Test
    void whatIsEncodedIsDecoded() throws Exception {
        HashedCollection collection = new HashedCollection(
                "c",
                List.of(new HashedRead(KEY, Optional.empty()), new HashedRead(VALUE, Optional.of(new Version(3, 4)))),
                List.of(
                        new HashedWrite(KEY, Optional.of(VALUE), false),
                        new HashedWrite(VALUE, Optional.empty(), false),
                        new HashedWrite(Hashes.sha256(KEY), Optional.empty(), true)),
                Optional.of(Hashes.sha256(VALUE)));
        HashedCollection readOnly =
                new HashedCollection("d", List.of(new HashedRead(KEY, Optional.empty())), List.of(), Optional.empty());

        assertThat(HashedSetCodec.decode(List.of(HashedSetCodec.encode(collection), HashedSetCodec.encode(readOnly))))
                .containsExactly(collection, readOnly);
    }

    private static Arguments malformed(
            String what, CollectionHashedReadWriteSet.Builder message, HashedRWSet.Builder set) {
        return Arguments.of(
                what, List.of(message.setHashedRwset(set.build().toByteString()).build()));
    }

    private static CollectionHashedReadWriteSet.Builder collection() {
        return CollectionHashedReadWriteSet.newBuilder().setCollectionName("c");
    }

    private static CollectionHashedReadWriteSet.Builder written() {
        return collection().setPvtRwsetHash(KEY);
    }

    private static HashedRWSet.Builder write(KVWriteHash.Builder write) {
        return HashedRWSet.newBuilder().addHashedWrites(write);
    }

    private static KVWriteHash.Builder ofKey() {
        return KVWriteHash.newBuilder().setKeyHash(KEY);
    }

    static Stream<Arguments> malformedSets() {
        HashedRWSet.Builder good = write(ofKey().setValueHash(VALUE));
        return Stream.of(
                malformed("no name", CollectionHashedReadWriteSet.newBuilder().setPvtRwsetHash(KEY), good),
                malformed("a contract's sign in the name", written().setCollectionName("a$b"), good),
                malformed("writes without the cleartext's hash", collection(), good),
                malformed("a cleartext's hash without writes", written(), HashedRWSet.newBuilder()),
                malformed(
                        "a short cleartext's hash",
                        collection().setPvtRwsetHash(ByteString.copyFrom(new byte[31])),
                        good),
                malformed(
                        "a value and a deletion",
                        written(),
                        write(ofKey().setValueHash(VALUE).setIsDelete(true))),
                malformed("neither value nor deletion", written(), write(ofKey())),
                malformed(
                        "a purge that deletes nothing",
                        written(),
                        write(ofKey().setValueHash(VALUE).setIsPurge(true))),
                malformed("a short value hash", written(), write(ofKey().setValueHash(ByteString.copyFromUtf8("v")))),
                malformed(
                        "a short key hash",
                        written(),
                        write(KVWriteHash.newBuilder().setIsDelete(true))),
                malformed(
                        "a read of a short key hash",
                        collection(),
                        HashedRWSet.newBuilder().addHashedReads(KVReadHash.newBuilder())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformedSets")
    void anythingElseIsRefused(String what, List<CollectionHashedReadWriteSet> messages) {
        assertThatThrownBy(() -> HashedSetCodec.decode(messages))
                .as(what)
                .isInstanceOfSatisfying(
                        InvalidTransactionException.class,
                        e -> assertThat(e.code()).isEqualTo(TxValidationCode.BAD_RWSET));
    }

    @Test
    void aCollectionNamedTwiceIsRefused() {
        CollectionHashedReadWriteSet once = written()
                .setHashedRwset(write(ofKey().setValueHash(VALUE)).build().toByteString())
                .build();

        assertThatThrownBy(() -> HashedSetCodec.decode(List.of(once, once))).hasMessageContaining("named twice");
    }

    @Test
    void metadataOfAKeyIsNotOffered() {
        CollectionHashedReadWriteSet message = written()
                .setHashedRwset(write(ofKey().setValueHash(VALUE))
                        .addMetadataWrites(KVMetadataWriteHash.newBuilder().setKeyHash(KEY))
                        .build()
                        .toByteString())
                .build();

        assertThatThrownBy(() -> HashedSetCodec.decode(List.of(message)))
                .isInstanceOfSatisfying(
                        InvalidTransactionException.class,
                        e -> assertThat(e.code()).isEqualTo(TxValidationCode.ILLEGAL_WRITESET));
    }
}
