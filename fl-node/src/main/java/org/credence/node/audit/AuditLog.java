package org.credence.node.audit;

import java.util.ArrayList;
import java.util.List;

/** What an audit has to say so far. */
final class AuditLog {
    private final AuditListener listener;
    private final List<Check> checks = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    AuditLog(AuditListener listener) {
        this.listener = listener;
    }

    void passed(String subject, String name, long count) {
        var check = new Check(subject, name, count);
        checks.add(check);
        listener.passed(check);
    }

    void note(String where, String what) {
        var note = new Note(where, what);
        notes.add(note);
        listener.noted(note);
    }

    List<Check> checks() {
        return List.copyOf(checks);
    }

    List<Note> notes() {
        return List.copyOf(notes);
    }
}
