package org.credence.network.ledger.verify;

import com.google.protobuf.ByteString;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.credence.network.identity.Organization;
import org.credence.network.ledger.message.ReadWriteSet;
import org.hyperledger.fabric.protos.peer.TxValidationCode;

/** A transaction of a verified block. */
public sealed interface LedgerTransaction {
    /** Its place in the block, from 0. */
    int index();

    /** What became of it, as recorded and as worked out again. */
    TxValidationCode code();

    /**
     * A contract's transaction whose signatures, membership and endorsements are good. It took effect when {@link #code} is
     * {@code VALID}; otherwise it came second (a duplicate, or its reads were no longer true).
     *
     * @param mspId the organization that sent it
     * @param certificate the sender's
     * @param timestamp the sender's time
     * @param function the first argument; empty when there is none
     * @param arguments the others
     * @param status the contract's answer: 200 and more, less than 400
     * @param payload the contract's answer
     */
    record ContractCall(
            int index,
            TxValidationCode code,
            String transactionId,
            String mspId,
            X509Certificate certificate,
            Instant timestamp,
            String contract,
            String function,
            List<ByteString> arguments,
            int status,
            ByteString payload,
            Optional<Event> event,
            ReadWriteSet readWriteSet)
            implements LedgerTransaction {
        public ContractCall {
            arguments = List.copyOf(arguments);
        }

        /** Whether it took effect. */
        public boolean isValid() {
            return code == TxValidationCode.VALID;
        }
    }

    /** A contract's event. */
    record Event(String name, ByteString payload) {}

    /**
     * A change of the configuration, or the first.
     *
     * @param sequence 0 for the first
     * @param organizations on the channel from the next block on, by MSP id
     */
    record Configuration(int index, TxValidationCode code, long sequence, List<Organization> organizations)
            implements LedgerTransaction {
        public Configuration {
            organizations = List.copyOf(organizations);
        }
    }

    /**
     * A transaction that the ledger recorded as not good in itself, and that is not.
     *
     * @param mspId the organization it claims to be from, as far as it can be read
     * @param reason what is wrong with it
     */
    record Rejected(int index, TxValidationCode code, Optional<String> mspId, String reason)
            implements LedgerTransaction {}
}
