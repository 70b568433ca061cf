package dev.sbomagent.sink;

import dev.sbomagent.report.Event;

/**
 * What a line of OCSF is: class, activity and status, see {@link OcsfLines}.
 *
 * @param status 0 and empty where the class has none that we know
 */
record OcsfKind(
    int classUid, String className, int activity, String activityName, int status, String state) {
  static final int FINDING = 2004;
  static final int SCAN = 6007;
  static final int LIFECYCLE = 6002;

  private static final OcsfKind CREATED = finding(1, "Create", 1, "New");
  private static final OcsfKind UPDATED = finding(2, "Update", 2, "In Progress");
  static final OcsfKind CLOSED = finding(3, "Close", 4, "Resolved");

  static OcsfKind of(Event event) {
    Event.Condition condition = event.condition();
    if (condition != null) {
      return switch (condition.transition()) {
        case OPENED, CHANGED -> CREATED;
        case REMINDER -> UPDATED;
        case RESOLVED -> CLOSED;
      };
    }
    return switch (event.type()) {
      case HEARTBEAT -> new OcsfKind(SCAN, "Scan Activity", 2, "Completed", 0, "");
      case AGENT_START -> lifecycle(3, "Start");
      case AGENT_STOP -> lifecycle(4, "Stop");
      default -> lifecycle(99, event.type().label());
    };
  }

  private static OcsfKind finding(int activity, String name, int status, String state) {
    return new OcsfKind(FINDING, "Detection Finding", activity, name, status, state);
  }

  private static OcsfKind lifecycle(int activity, String name) {
    return new OcsfKind(LIFECYCLE, "Application Lifecycle", activity, name, 0, "");
  }

  /** What adds evidence to a finding of this kind. */
  OcsfKind evidence() {
    return classUid == FINDING && activity == CREATED.activity
        ? finding(UPDATED.activity, UPDATED.activityName, status, state)
        : this;
  }

  int category() {
    return classUid / 1000;
  }

  String categoryName() {
    return category() == 2 ? "Findings" : "Application Activity";
  }

  /** {@code class_uid * 100 + activity_id}, as the dictionary defines {@code type_uid}. */
  int type() {
    return classUid * 100 + activity;
  }
}
