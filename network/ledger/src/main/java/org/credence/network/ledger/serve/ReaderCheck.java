package org.credence.network.ledger.serve;

import com.google.protobuf.ByteString;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.credence.network.ledger.config.ChannelConfig;
import org.credence.network.ledger.msp.IdentityRefusedException;
import org.credence.network.ledger.msp.KnownIdentity;
import org.credence.network.ledger.msp.SignatureVerifier;

/** Who may read: any identity of the channel, at this time, under the configuration in force. Safe for many threads. */
final class ReaderCheck {
    private final Supplier<ChannelConfig> config;
    private final SignatureVerifier signatures;
    private final InstantSource clock;

    ReaderCheck(Supplier<ChannelConfig> config, SignatureVerifier signatures, InstantSource clock) {
        this.config = config;
        this.signatures = signatures;
        this.clock = clock;
    }

    /** @throws IdentityRefusedException unless the identity may read and signed the message */
    void requireSigned(ByteString identity, ByteString signature, ByteString message) throws IdentityRefusedException {
        KnownIdentity reader = identify(identity);
        if (!signatures.verifies(reader, signature, message)) {
            throw new IdentityRefusedException(
                    reader.mspId(), "access denied: the signature of " + reader.mspId() + " does not verify");
        }
    }

    /** @throws IdentityRefusedException unless the identity still may read */
    void requireReader(ByteString identity) throws IdentityRefusedException {
        identify(identity);
    }

    /** @throws IdentityRefusedException unless this is the channel */
    void requireChannel(String channel) throws IdentityRefusedException {
        if (!channel.equals(config.get().channel())) {
            throw new IdentityRefusedException(
                    "",
                    "channel '" + channel + "' not found, this ledger has '"
                            + config.get().channel() + "'");
        }
    }

    private KnownIdentity identify(ByteString identity) throws IdentityRefusedException {
        KnownIdentity reader = config.get().membership().identify(identity);
        reader.requireValidAt(clock.instant());
        return reader;
    }
}
