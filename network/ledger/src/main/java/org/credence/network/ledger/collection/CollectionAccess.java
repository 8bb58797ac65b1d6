package org.credence.network.ledger.collection;

/**
 * What one organization may do with one collection.
 *
 * @param member whether the organization's peers have the data
 * @param mayRead whether its clients may call for values
 * @param mayWrite whether its clients may call for changes
 */
public record CollectionAccess(boolean member, boolean mayRead, boolean mayWrite) {
    private static final String IMPLICIT = "_implicit_org_";

    static CollectionAccess of(CollectionDefinition definition, String mspId) {
        boolean member = definition.members().contains(mspId);
        return new CollectionAccess(
                member, member || !definition.memberOnlyRead(), member || !definition.memberOnlyWrite());
    }

    /** Everybody may call for an organization's own collection, which every contract has; only that organization has the data. */
    static CollectionAccess implicit(String collection, String mspId) {
        return new CollectionAccess(collection.equals(IMPLICIT + mspId), true, true);
    }

    /** The name of an organization's own collection. */
    public static String implicitName(String mspId) {
        return IMPLICIT + mspId;
    }
}
