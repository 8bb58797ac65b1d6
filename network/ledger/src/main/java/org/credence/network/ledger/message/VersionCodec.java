package org.credence.network.ledger.message;

/** Versions as Fabric's {@code kvrwset.Version}. */
final class VersionCodec {
    private VersionCodec() {}

    static org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version encode(Version version) {
        return org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version.newBuilder()
                .setBlockNum(version.block())
                .setTxNum(version.transaction())
                .build();
    }

    static Version decode(org.hyperledger.fabric.protos.ledger.rwset.kvrwset.Version message) {
        return new Version(message.getBlockNum(), message.getTxNum());
    }
}
