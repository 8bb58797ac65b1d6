package org.credence.node.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.credence.node.store.FileUpdateStore;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalExchangeTest {
    private static final MemberId A = new MemberId("A");
    private static final MemberId B = new MemberId("B");
    private static final byte[] CONTENT = {1, 2, 3};

    @TempDir
    Path folder;

    private final LocalExchange exchange = new LocalExchange();
    private UpdateExchange a;
    private UpdateExchange b;

    @BeforeEach
    void join() {
        a = exchange.join(A, new FileUpdateStore(folder.resolve("a")));
        b = exchange.join(B, new FileUpdateStore(folder.resolve("b")));
    }

    @Test
    void aMemberFetchesWhatAnotherPublished() {
        Digest digest = a.publish(CONTENT, false);

        assertThat(digest).isEqualTo(Digest.sha256(CONTENT));
        assertThat(b.fetch(A, digest)).hasValue(CONTENT);
        assertThat(b.fetch(B, digest)).isEmpty();
        assertThat(b.fetch(new MemberId("C"), digest)).isEmpty();
    }

    @Test
    void bytesAreCountedForWhoSentThem() {
        Digest digest = a.publish(CONTENT, false);
        b.fetch(A, digest);
        b.fetch(A, digest);
        a.fetch(A, digest);
        b.fetch(A, Digest.sha256(new byte[0]));

        assertThat(exchange.bytesSent()).isEqualTo(Map.of(A, 6L, B, 0L));
    }

    @Test
    void whoReceivesBytesCannotChangeThemForOthers() {
        Digest digest = a.publish(CONTENT, false);

        b.fetch(A, digest).orElseThrow()[0] = 99;

        assertThat(b.fetch(A, digest)).hasValue(CONTENT);
    }

    @Test
    void whoLeavesSendsNothingUntilItJoinsAgain() {
        Digest digest = a.publish(CONTENT, false);

        exchange.leave(A);
        assertThat(b.fetch(A, digest)).isEmpty();
        assertThat(exchange.bytesSent()).containsEntry(A, 0L);

        exchange.join(A, new FileUpdateStore(folder.resolve("a")));
        assertThat(b.fetch(A, digest)).hasValue(CONTENT);
    }
}
