package org.credence.network.ledger.validate;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;
import org.hyperledger.fabric.protos.msp.SerializedIdentity;

/** Reads the organization that a creator claims, for messages about it. */
final class CreatorName {
    private CreatorName() {}

    static Optional<String> of(ByteString creator) {
        try {
            String mspId = SerializedIdentity.parseFrom(creator).getMspid();
            return mspId.isEmpty() ? Optional.empty() : Optional.of(mspId);
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }
}
