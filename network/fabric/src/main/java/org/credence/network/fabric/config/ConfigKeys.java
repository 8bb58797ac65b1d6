package org.credence.network.fabric.config;

/** The names by which Fabric finds the parts of a configuration. */
final class ConfigKeys {
    static final String CHANNEL = "Channel";
    static final String APPLICATION = "Application";
    static final String ORDERER = "Orderer";

    static final String MSP = "MSP";
    static final String ANCHOR_PEERS = "AnchorPeers";
    static final String ENDPOINTS = "Endpoints";
    static final String CONSENTERS = "Orderers";
    static final String CONSENSUS_TYPE = "ConsensusType";

    static final String READERS = "Readers";
    static final String WRITERS = "Writers";
    static final String ADMINS = "Admins";
    static final String ENDORSEMENT = "Endorsement";
    static final String LIFECYCLE_ENDORSEMENT = "LifecycleEndorsement";
    static final String BLOCK_VALIDATION = "BlockValidation";

    private ConfigKeys() {}
}
