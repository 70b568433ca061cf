package dev.sbomagent.inventory;

/** What a path is on a machine; the last component of the path is never followed. */
public enum FileKind {
  /** Nothing. */
  ABSENT,
  REGULAR,
  LINK,
  /** A device, a fifo or a socket. */
  DEVICE,
  DIRECTORY,
  /** Something that could not be looked at; never to be taken for ABSENT. */
  UNREADABLE
}
