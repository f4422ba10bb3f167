//! Messages of the room of this name.
