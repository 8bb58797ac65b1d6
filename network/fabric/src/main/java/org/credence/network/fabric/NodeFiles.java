package org.credence.network.fabric;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;

/** The configuration files of a host's programs. */
record NodeFiles(NetworkPlan plan, OrganizationFolder folder) {
    void write() {
        peer();
        orderer();
    }

    /** Those of the peer, and of the contract's installation on it. */
    void peer() {
        Map<String, String> values = values();
        values.put("operationsPort", Integer.toString(host().ports().peerOperations()));
        writeOnce(folder.peer().resolve("core.yaml"), TextFile.filled("core.yaml", values));
        script("detect", "grep -q '\"type\":\"ccaas\"' \"$2/metadata.json\"");
        script("build", "cp \"$1/connection.json\" \"$3/\"");
        script("release", "mkdir -p \"$2/chaincode/server\" && cp \"$1/connection.json\" \"$2/chaincode/server/\"");
    }

    private void orderer() {
        Map<String, String> values = values();
        values.put("operationsPort", Integer.toString(host().ports().ordererOperations()));
        writeOnce(folder.orderer().resolve("orderer.yaml"), TextFile.filled("orderer.yaml", values));
    }

    private Host host() {
        return plan.host(folder.mspId());
    }

    private Map<String, String> values() {
        Host host = plan.host(folder.mspId());
        Map<String, String> values = new TreeMap<>();
        values.put("mspId", host.mspId());
        values.put("channel", plan.channel());
        values.put("address", host.address());
        values.put("listen", host.listen());
        values.put("peerPort", Integer.toString(host.ports().peer()));
        values.put("ordererPort", Integer.toString(host.ports().orderer()));
        values.put("adminPort", Integer.toString(host.ports().ordererAdmin()));
        values.put("timeWindow", Integer.toString(plan.timeWindowMinutes()));
        return values;
    }

    /** What an operator changed stays. */
    private static void writeOnce(Path file, String text) {
        if (!Files.exists(file)) {
            TextFile.write(file, text);
        }
    }

    private void script(String name, String line) {
        Path file = folder.builder().resolve(name);
        TextFile.write(file, ("#!/bin/sh\nset -eu\n" + line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new FabricException(file + " cannot be made a program: " + e, e);
        }
    }
}
