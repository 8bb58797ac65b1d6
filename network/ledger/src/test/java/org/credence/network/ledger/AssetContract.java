package org.credence.network.ledger;

import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Default;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;

/** A small contract of annotations. */
@Contract(name = "AssetContract")
@Default
public final class AssetContract implements ContractInterface {
    /** Creates an asset. */
    @Transaction(intent = Transaction.TYPE.SUBMIT)
    public void create(Context context, String id, String value) {
        if (!context.getStub().getStringState(id).isEmpty()) {
            throw new ChaincodeException(id + " exists");
        }
        context.getStub().putStringState(id, value);
    }

    /** Reads an asset. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String read(Context context, String id) {
        return context.getStub().getStringState(id);
    }

    /** The caller's organization. */
    @Transaction(intent = Transaction.TYPE.EVALUATE)
    public String who(Context context) {
        return context.getClientIdentity().getMSPID();
    }
}
