package org.credence.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.credence.protocol.AccountId;
import org.credence.protocol.Share;
import org.credence.protocol.Split;

/** Reads the field {@code beneficiaries}: whom a member's credit goes to. */
final class BeneficiariesReader {
    private BeneficiariesReader() {}

    /**
     * The shares; none if the field is left out.
     *
     * @param check throws an {@link IllegalArgumentException} about an account that cannot be paid here
     */
    static List<Share> read(Section owner, Consumer<AccountId> check) {
        List<Share> shares = new ArrayList<>();
        if (owner.find("beneficiaries").isEmpty()) {
            return shares;
        }
        Section section = owner.optionalSection("beneficiaries");
        for (String name : section.names()) {
            int points = section.integer(name, 1, Split.WHOLE, 1);
            try {
                var account = new AccountId(name);
                check.accept(account);
                shares.add(new Share(account, points));
            } catch (IllegalArgumentException e) {
                section.reject(name, "is not an account: " + e.getMessage());
            }
        }
        int sum = shares.stream().mapToInt(Share::basisPoints).sum();
        if (section.written() && shares.size() == section.names().size() && sum != Split.WHOLE) {
            owner.reject("beneficiaries", "must add up to %d basis points, was %d".formatted(Split.WHOLE, sum));
        }
        return shares;
    }
}
