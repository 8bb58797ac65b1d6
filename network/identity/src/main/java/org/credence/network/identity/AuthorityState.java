package org.credence.network.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a certificate authority must not forget: {@code state.json} of its folder. Serials are lower-case hexadecimal, times ISO
 * 8601, revocation lists PEM.
 *
 * @param leafLifetime of what is issued, an ISO 8601 duration
 */
record AuthorityState(String mspId, String leafLifetime, Register enrolment, Register tls) {

    /**
     * What one root has signed.
     *
     * @param crlNumber of the newest list, from 1
     */
    record Register(List<Issued> issued, List<Revoked> revoked, long crlNumber, String crl) {
        Register {
            issued = List.copyOf(issued);
            revoked = List.copyOf(revoked);
        }

        boolean hasIssued(BigInteger serial) {
            String text = serial.toString(16);
            return issued.stream().anyMatch(entry -> entry.serial().equals(text));
        }

        boolean hasRevoked(BigInteger serial) {
            String text = serial.toString(16);
            return revoked.stream().anyMatch(entry -> entry.serial().equals(text));
        }

        Register withIssued(Issued entry) {
            var more = new ArrayList<>(issued);
            more.add(entry);
            return new Register(more, revoked, crlNumber, crl);
        }

        List<IssuedCertificate> certificates(IssuedCertificate.Purpose purpose) {
            SortedMap<BigInteger, Instant> revocations = revocations();
            return issued.stream()
                    .map(entry -> {
                        var serial = new BigInteger(entry.serial(), 16);
                        return new IssuedCertificate(
                                purpose,
                                serial,
                                entry.name(),
                                Instant.parse(entry.expires()),
                                Optional.ofNullable(revocations.get(serial)));
                    })
                    .toList();
        }

        SortedMap<BigInteger, Instant> revocations() {
            var times = new TreeMap<BigInteger, Instant>();
            revoked.forEach(entry -> times.put(new BigInteger(entry.serial(), 16), Instant.parse(entry.at())));
            return times;
        }
    }

    record Issued(String serial, String name, String expires) {}

    record Revoked(String serial, String at) {}

    byte[] encoded() {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts can always be written", e);
        }
    }

    static AuthorityState decoded(byte[] json, String source) {
        try {
            return Json.MAPPER.readValue(json, AuthorityState.class);
        } catch (IOException e) {
            throw new IdentityException(
                    source + " is not the state of a certificate authority; restore it from a backup", e);
        }
    }
}
