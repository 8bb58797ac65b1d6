package org.credence.network.fabric.config;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.credence.network.identity.Enrolment;

/** The golden channel with organizations whose keys a test has: five hosts and a member without machines. */
final class TestChannel {
    private final TestOrganizations organizations;
    private final ChannelConfiguration configuration;

    TestChannel(Path folder) {
        this.organizations = new TestOrganizations(folder);
        ChannelConfiguration golden = Golden.committed().configuration();
        ChannelEdit edit = ChannelEdit.of(golden);
        golden.organizations().keySet().forEach(mspId -> edit.define(organizations.organization(mspId)));
        this.configuration = edit.consenters(
                        golden.consenters().stream().map(this::renewed).toList())
                .done();
    }

    ChannelConfiguration configuration() {
        return configuration;
    }

    TestOrganizations organizations() {
        return organizations;
    }

    /** An unsigned update with these changes. */
    CarriedUpdate update(ConfigChange... changes) {
        return CarriedUpdate.between(configuration, Golden.apply(configuration, List.of(changes)));
    }

    /** The update with the signatures of these organizations' administrators. */
    CarriedUpdate signed(CarriedUpdate update, String... mspIds) {
        CarriedUpdate signed = update;
        for (String mspId : mspIds) {
            signed = signed.signedBy(organizations.signer(mspId));
        }
        return signed;
    }

    SignatureCount count(CarriedUpdate update) {
        return SignatureCount.of(configuration, update, Instant.now());
    }

    private Consenter renewed(Consenter consenter) {
        Enrolment orderer = organizations.orderer(consenter.mspId());
        return new Consenter(
                consenter.id(),
                consenter.endpoint(),
                consenter.mspId(),
                orderer.identity().certificate(),
                orderer.tls().certificate(),
                orderer.tls().certificate());
    }
}
