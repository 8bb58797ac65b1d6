package org.credence.node.exchange;

/** Why a server does not send what it is asked for: the {@code code} of the answer, with its status. */
enum Denial {
    /** The path is none that this server has. */
    NO_SUCH_PATH(404),
    /** What should be a hash is none. */
    BAD_NAME(400),
    /** The store does not hold it. */
    NO_SUCH_CONTENT(404),
    /** Content is read and nothing else. */
    METHOD_NOT_ALLOWED(405),
    /** The range begins behind the content's end. */
    RANGE_NOT_SATISFIABLE(416),
    /** The certificate's organization takes no part. */
    NOT_A_MEMBER(403),
    /** The member may not fetch at present. */
    MEMBER_SUSPENDED(403),
    /** The certificate is expired, revoked, or not its organization's any more. */
    CERTIFICATE_REFUSED(403),
    /** The member has more connections than it may. */
    TOO_MANY_CONNECTIONS(429),
    /** The member asks more often than it may. */
    TOO_MANY_REQUESTS(429),
    /** The member has fetched more bytes than it may. */
    TOO_MANY_BYTES(429),
    /** The request is not HTTP as it should be. */
    BAD_REQUEST(400),
    /** The server has trouble of its own. */
    SERVER_TROUBLE(500);

    private final int status;

    Denial(int status) {
        this.status = status;
    }

    /** The HTTP status. */
    int status() {
        return status;
    }

    /** Whether the connection is of no more use to the caller. */
    boolean endsConnection() {
        return switch (this) {
            case NOT_A_MEMBER, MEMBER_SUSPENDED, CERTIFICATE_REFUSED, TOO_MANY_CONNECTIONS, BAD_REQUEST -> true;
            case NO_SUCH_PATH,
                    BAD_NAME,
                    NO_SUCH_CONTENT,
                    METHOD_NOT_ALLOWED,
                    RANGE_NOT_SATISFIABLE,
                    TOO_MANY_REQUESTS,
                    TOO_MANY_BYTES,
                    SERVER_TROUBLE -> false;
        };
    }
}
