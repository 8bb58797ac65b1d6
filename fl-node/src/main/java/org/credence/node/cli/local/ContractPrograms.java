package org.credence.node.cli.local;

import org.credence.contract.ChaincodeService;
import org.credence.network.fabric.ContractProgram;

/** How contracts are started as services beside Fabric's peers. */
public final class ContractPrograms {
    private ContractPrograms() {}

    /** The consortium's contract, from this program's own class path. */
    public static ContractProgram credence() {
        return ContractProgram.java(ChaincodeService.class.getName(), System.getProperty("java.class.path"));
    }
}
