package org.credence.network.ledger.verify;

/**
 * A contract as a Fabric channel's members have defined it.
 *
 * @param name under which it is called
 * @param sequence 1 for the first definition, then one more for each change
 * @param version what its members call this one
 * @param endorsement whose endorsements its transactions need, in the form of Fabric's configuration files; of a policy of
 *     the channel, as the channel has it now
 */
public record DefinedContract(String name, long sequence, String version, String endorsement) {}
