// pipeline/backup/disk_space.h — tells sizes to people, and checks in time whether a disk has room.
#pragma once

#include <cstdint>
#include <filesystem>

#include "core/message.h"

namespace codau::pipeline {

/// Returns a size for people: "1,5 GiB" in Vietnamese, "1.5 GiB" in English.
[[nodiscard]] Message describe_bytes(std::uint64_t bytes);

/// Throws Error{kOutput} with both sizes if the disk that will have `target` has less room than
/// `needed` bytes. Does nothing if the room is unknown. `target` need not exist.
void require_disk_space(const std::filesystem::path& target, std::uint64_t needed);

}  // namespace codau::pipeline
