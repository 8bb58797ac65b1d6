package org.credence.node.config;

/**
 * What a file of settings is called where something is wrong with it.
 *
 * @param name with its article, as in {@code a study file}
 * @param needs the fields that it has at least
 * @param example of a field with its value
 */
record FileKind(String name, String needs, String example) {
    static final FileKind STUDY = new FileKind("a study file", "study, schema and members", "study: my-study");
    static final FileKind DATABASE =
            new FileKind("a database's description", "jdbc and query", "jdbc: jdbc:postgresql://127.0.0.1/hospital");
    static final FileKind NODE = new FileKind("a node's file", "member", "member: ClinicA");
}
