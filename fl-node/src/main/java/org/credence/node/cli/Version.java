package org.credence.node.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Credence.class.getPackage().getImplementationVersion();
        return new String[] {"credence " + (version == null ? "(not packaged)" : version)};
    }
}
