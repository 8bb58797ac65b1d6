package org.credence.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.credence.protocol.Digest;
import org.credence.protocol.MemberId;
import org.junit.jupiter.api.Test;

class PartialsTest {
    private static final MemberId A = new MemberId("A");
    private static final MemberId B = new MemberId("B");
    private static final Digest DIGEST = Digest.sha256(new byte[0]);

    private final Partials partials = new Partials(100);

    private static Download of(int length) {
        var download = new Download(100);
        download.take(download.nextAnswer(), ByteBuffer.allocate(length));
        return download;
    }

    @Test
    void whatWasCutIsHandedOutOnceAndToTheMemberItCameFrom() {
        Download download = of(40);
        partials.keep(A, DIGEST, download);

        assertThat(partials.take(B, DIGEST)).isEmpty();
        assertThat(partials.take(A, DIGEST)).containsSame(download);
        assertThat(partials.take(A, DIGEST)).isEmpty();
    }

    @Test
    void theOldestMakeRoomAndNothingIsNotKept() {
        partials.keep(A, DIGEST, of(60));
        partials.keep(B, DIGEST, of(41));
        partials.keep(A, Digest.sha256(new byte[1]), of(0));

        assertThat(partials.take(A, DIGEST)).isEmpty();
        assertThat(partials.take(B, DIGEST)).isPresent();
        assertThat(partials.take(A, Digest.sha256(new byte[1]))).isEmpty();
    }

    @Test
    void bytesOfAnAnswerThatWasGivenUpArePassedOver() {
        var download = new Download(10);
        long given = download.nextAnswer();
        assertThat(download.take(given, ByteBuffer.wrap(new byte[] {1, 2}))).isTrue();
        long next = download.nextAnswer();

        assertThat(download.take(given, ByteBuffer.wrap(new byte[] {9}))).isFalse();
        download.restart(given);
        assertThat(download.take(next, ByteBuffer.wrap(new byte[] {3}))).isTrue();
        assertThat(download.take(next, ByteBuffer.allocate(8))).isFalse();
        assertThat(download.content()).containsExactly(1, 2, 3);
        assertThat(download.end()).isEqualTo(Digest.sha256(new byte[] {1, 2, 3}));
    }
}
