#include "pipeline/backup/disk_space.h"

#include <array>
#include <cstddef>
#include <string>
#include <system_error>

#include "core/error.h"

namespace codau::pipeline {

namespace fs = std::filesystem;

Message describe_bytes(std::uint64_t bytes) {
  constexpr std::array kUnits{"KiB", "MiB", "GiB", "TiB"};
  constexpr std::uint64_t kStep = 1024, kTenths = 10;
  if (bytes < kStep) return both(std::to_string(bytes) + " byte", std::to_string(bytes) + " bytes");
  std::uint64_t unit = kStep;
  std::size_t name = 0;
  for (; bytes / unit >= kStep && name + 1 < kUnits.size(); ++name) unit *= kStep;
  const std::uint64_t tenths = bytes / (unit / kStep) * kTenths / kStep;
  const std::string whole = std::to_string(tenths / kTenths),
                    rest = std::to_string(tenths % kTenths) + " " + kUnits.at(name);
  return both(whole + "," + rest, whole + "." + rest);
}

void require_disk_space(const fs::path& target, std::uint64_t needed) {
  std::error_code error;
  fs::path place = fs::absolute(target, error);
  while (!error && !fs::exists(place, error) && place.has_relative_path())
    place = place.parent_path();
  const fs::space_info disk = fs::space(place, error);
  if (error || disk.available >= needed) return;
  throw Error(
      ErrorCode::kOutput,
      target.string() + ": " +
          both("đĩa không đủ chỗ: cần khoảng ", "the disk has too little room: about ") +
          describe_bytes(needed) + both(", chỉ còn ", " are needed, ") +
          describe_bytes(disk.available) +
          both("; hãy dọn bớt hoặc chọn đĩa khác", " are left; make room or choose another disk"));
}

}  // namespace codau::pipeline
