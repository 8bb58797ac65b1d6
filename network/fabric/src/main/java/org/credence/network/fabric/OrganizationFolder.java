package org.credence.network.fabric;

import java.nio.file.Path;
import org.credence.network.identity.Enrolment;
import org.credence.network.identity.EnrolmentFolder;

/**
 * One organization's part of the network, whole in itself: an operator copies it to the organization's own machine, under the same name.
 *
 * <pre>
 * network.json                who hosts what; equal in all organizations
 * genesis.block               the channel's first block
 * roots/MSP.pem               root of each host's TLS certificates
 * authority/                  the certificate authority
 * msp/                        what the channel knows of the organization
 * certificates/NAME/          peer, orderer, contract, admin and whatever was issued since
 * certificates/NAME.SERIAL/   what was renewed, without its keys
 * prepared/NAME/              a certificate of which the channel is being told
 * peer/core.yaml, peer/data/  the peer and its ledger (hosts alone, as all below)
 * orderer/orderer.yaml, data/ the ordering node and its blocks
 * builder/bin/                tells the peer how a contract that is a service is installed
 * contract/                   packages of the contract, a service for each version
 * logs/, run/                 of each process: what it says, and its process id
 * </pre>
 *
 * @param root the organization's folder
 * @param mspId the organization, after which the folder is named
 */
public record OrganizationFolder(Path root, String mspId) {
    static OrganizationFolder in(Path network, String mspId) {
        return new OrganizationFolder(network.resolve(mspId), mspId);
    }

    /** The certificate authority. */
    public Path authority() {
        return root.resolve("authority");
    }

    /** The public MSP folder. */
    public Path msp() {
        return root.resolve("msp");
    }

    /** A certificate with its key. */
    public Path certificate(String name) {
        return root.resolve("certificates").resolve(name);
    }

    /** A certificate with its key, of which the channel has to be told before it takes its place. */
    Path prepared(String name) {
        return root.resolve("prepared").resolve(name);
    }

    /**
     * A certificate with its key, read.
     *
     * @throws org.credence.network.identity.IdentityException if it is not there or is broken
     */
    public Enrolment enrolment(String name) {
        return EnrolmentFolder.read(certificate(name), mspId);
    }

    /** The channel's first block. */
    public Path genesis() {
        return root.resolve("genesis.block");
    }

    /** The root of a host's TLS certificates. */
    public Path tlsRoot(String host) {
        return root.resolve("roots").resolve(host + ".pem");
    }

    /** The peer's folder and working directory. */
    public Path peer() {
        return root.resolve("peer");
    }

    /** The ordering node's folder and working directory. */
    public Path orderer() {
        return root.resolve("orderer");
    }

    Path builder() {
        return root.resolve("builder").resolve("bin");
    }

    /** The contract's packages. */
    public Path contract() {
        return root.resolve("contract");
    }

    /** What a process says. */
    public Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    Path pid(String process) {
        return root.resolve("run").resolve(process + ".json");
    }
}
