package org.credence.network.ledger.serve;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.time.InstantSource;
import org.credence.network.ledger.endorse.ProposalCheck;
import org.credence.network.ledger.message.InvalidTransactionException;
import org.credence.network.ledger.message.SignedEnvelope;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Status;
import org.hyperledger.fabric.protos.orderer.SeekInfo;
import org.hyperledger.fabric.protos.orderer.SeekPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and checks requests for blocks. A TLS certificate hash in the request is not compared: the session's certificate is
 * checked by TLS, and the request is signed.
 */
final class SeekParser {
    private static final Logger log = LoggerFactory.getLogger(SeekParser.class);

    private final ReaderCheck readers;
    private final InstantSource clock;

    SeekParser(ReaderCheck readers, InstantSource clock) {
        this.readers = readers;
        this.clock = clock;
    }

    /**
     * The range asked for.
     *
     * @param height number of blocks there are
     * @throws SeekRefusedException when the request cannot be read, or its sender may not read
     */
    Seek parse(Envelope request, long height) throws SeekRefusedException {
        try {
            SignedEnvelope envelope = SignedEnvelope.of(request);
            requireOnTime(envelope.header().timestamp());
            readers.requireSigned(envelope.header().creator(), envelope.signature(), envelope.payload());
            requireChannel(envelope);
            return seek(envelope, SeekInfo.parseFrom(envelope.data()), height);
        } catch (InvalidTransactionException | InvalidProtocolBufferException e) {
            throw refused(Status.BAD_REQUEST, "the request for blocks cannot be read: " + e.getMessage());
        } catch (IdentityRefusedException e) {
            throw refused(Status.FORBIDDEN, e.reason());
        }
    }

    private Seek seek(SignedEnvelope envelope, SeekInfo info, long height) throws SeekRefusedException {
        long start = position(info.getStart(), height);
        long stop = info.getStop().getTypeCase() == SeekPosition.TypeCase.SPECIFIED
                ? unsigned(info.getStop().getSpecified().getNumber())
                : position(info.getStop(), height);
        if (start > stop) {
            throw refused(Status.BAD_REQUEST, "the range starts at block " + start + ", behind its end " + stop);
        }
        boolean fail = info.getBehavior() == SeekInfo.SeekBehavior.FAIL_IF_NOT_READY;
        return new Seek(envelope.header().creator(), start, stop, fail);
    }

    private static long position(SeekPosition position, long height) throws SeekRefusedException {
        return switch (position.getTypeCase()) {
            case OLDEST -> 0;
            case NEWEST -> height - 1;
            case NEXT_COMMIT -> height;
            case SPECIFIED -> unsigned(position.getSpecified().getNumber());
            case TYPE_NOT_SET -> throw refused(Status.BAD_REQUEST, "the range has no start or no end");
        };
    }

    /* Clients ask for everything with the greatest unsigned number. */
    private static long unsigned(long number) {
        return number < 0 ? Long.MAX_VALUE : number;
    }

    private void requireChannel(SignedEnvelope envelope) throws SeekRefusedException {
        try {
            readers.requireChannel(envelope.header().channel());
        } catch (IdentityRefusedException e) {
            throw refused(Status.NOT_FOUND, e.reason());
        }
    }

    private void requireOnTime(Instant timestamp) throws SeekRefusedException {
        Instant now = clock.instant();
        if (timestamp.isBefore(now.minus(ProposalCheck.WINDOW)) || timestamp.isAfter(now.plus(ProposalCheck.WINDOW))) {
            throw refused(
                    Status.BAD_REQUEST, "the request's time " + timestamp + " is too far from the ledger's, " + now);
        }
    }

    private static SeekRefusedException refused(Status status, String reason) {
        log.atWarn().addKeyValue("status", status).addKeyValue("reason", reason).log("request for blocks refused");
        return new SeekRefusedException(status, reason);
    }
}
