package org.credence.node.cli.local;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.credence.node.evidence.RunFolder;
import org.credence.protocol.MemberId;

/**
 * What a ledger is started with.
 *
 * @param members the first hosts the embedded ledger, the first few host a Fabric network
 * @param steps is told what is made ready, in words
 */
public record Founders(
        RunFolder folder,
        ConsortiumCertificates certificates,
        List<MemberId> members,
        InstantSource clock,
        SecureRandom random,
        Consumer<String> steps) {
    public Founders {
        members = List.copyOf(members);
    }

    List<String> mspIds() {
        return members.stream().map(MemberId::value).toList();
    }
}
