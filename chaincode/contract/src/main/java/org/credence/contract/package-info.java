/**
 * The contract: a thin adapter between Fabric's chaincode shim and the rules. It reads who calls and when, asks the rules, and writes
 * what they say; it decides nothing. Peers, or the embedded ledger, call {@link org.credence.contract.CredenceChaincode}.
 */
@NullMarked
package org.credence.contract;

import org.jspecify.annotations.NullMarked;
