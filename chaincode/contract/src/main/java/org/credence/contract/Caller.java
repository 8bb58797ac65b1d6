package org.credence.contract;

import java.io.IOException;
import java.security.cert.CertificateException;
import org.credence.protocol.AccountId;
import org.credence.protocol.MemberId;
import org.credence.protocol.Role;
import org.credence.protocol.TxContext;
import org.hyperledger.fabric.contract.ClientIdentity;
import org.hyperledger.fabric.shim.ChaincodeStub;
import org.jspecify.annotations.Nullable;

/** Who sends a transaction: read from the certificate that the peer has checked against its organization's authority. */
final class Caller {
    private Caller() {}

    /**
     * The sender, and the time that the transaction carries.
     *
     * @throws IllegalArgumentException if the creator is no certificate, or its MSP id no member's id
     */
    static TxContext of(ChaincodeStub stub) {
        ClientIdentity identity;
        try {
            identity = new ClientIdentity(stub);
        } catch (CertificateException | IOException e) {
            throw new IllegalArgumentException("the creator is no X.509 certificate: " + e.getMessage(), e);
        }
        var organization = new MemberId(identity.getMSPID());
        return new TxContext(
                organization,
                Role.ofAttribute(identity.getAttributeValue(Role.ATTRIBUTE)),
                owner(organization, identity.getAttributeValue(TxContext.OWNER_ATTRIBUTE)),
                stub.getTxTimestamp().getEpochSecond());
    }

    /** The owner id, unless it cannot be part of an account's name. */
    private static @Nullable String owner(MemberId organization, @Nullable String id) {
        if (id == null) {
            return null;
        }
        try {
            AccountId.of(organization, id);
            return id;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
