// lm/section_file.h — defines the layout of model files, and reads them in place through a memory
// map. All numbers are little-endian. A file has a header and sections. A section is an array of
// numbers or bytes. The header has these parts, in this order:
// 1. u8 magic[8]: the kind of the file; kUnfinishedMagic while the file is being written.
// 2. u32 version of the layout.
// 3. u32 for each field: a field is a number whose meaning the kind of the file defines.
// 4. u64 size of the whole file in bytes.
// 5. For each section: u64 offset in the file in bytes, u64 size in bytes, u64 XXH3 hash of its
//    bytes.
// 6. u64 XXH3 hash of parts 1 to 5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

#include "core/message.h"
#include "lm/mapped_file.h"

namespace codau::lm {

inline constexpr std::string_view kUnfinishedMagic = "unfinish";

/// One kind of model file.
struct SectionFormat {
  std::string_view what;      ///< "language model", for messages
  std::string_view magic;     ///< 8 bytes
  std::uint32_t version = 1;  ///< files of another version are refused
  std::size_t fields = 0;     ///< number of fields
  std::size_t sections = 0;   ///< number of sections
  std::size_t alignment = 8;  ///< every section begins at a multiple of it, in bytes; at least 8

  // Offsets of parts 4 and 5 of the header, and the size of the header, in bytes.
  [[nodiscard]] constexpr std::size_t size_offset() const { return 12 + 4 * fields; }
  [[nodiscard]] constexpr std::size_t table_offset() const { return size_offset() + 8; }
  [[nodiscard]] constexpr std::size_t header_bytes() const {
    return table_offset() + 24 * sections + 8;
  }
};

/// Returns the number at the byte `offset` of `bytes`, which need not be aligned.
template <class T>
[[nodiscard]] T read_value(const char* bytes, std::size_t offset) {
  T value{};
  std::memcpy(&value, bytes + offset, sizeof value);
  return value;
}

/// A mapped model file of one format. Immutable, except for copy_into_memory().
class SectionFile {
 public:
  /// Maps the file `path`. Checks the header, but not the sections. Throws Error{kModel} with the
  /// file name if the file is missing, unfinished, truncated, of another kind or version, or has a
  /// damaged header.
  SectionFile(const std::string& path, const SectionFormat& format);

  /// Throws Error{kModel} with the message "PATH: FAULT". Used for faults that only the reader of
  /// one kind of file can find, such as contradictory sections.
  [[noreturn]] void fail(const Message& fault) const;
  /// Throws Error{kModel} with the message that the header is damaged.
  [[noreturn]] void fail_header() const;

  /// Returns field `i`. Precondition: i < SectionFormat::fields.
  [[nodiscard]] std::uint32_t field(std::size_t i) const;
  /// Returns the bytes of section `i`, which may be damaged: only verify() checks the hash. Throws
  /// Error{kModel} if the section is misaligned or not in the file. Precondition: i <
  /// SectionFormat::sections.
  [[nodiscard]] std::string_view section(std::size_t i) const;
  /// Returns section `i` as numbers of type T. Bytes at the end that are too few for a number are
  /// left out. Throws Error{kModel} in the same cases as section().
  template <class T>
  [[nodiscard]] std::span<const T> array(std::size_t i) const {
    const std::string_view bytes = section(i);
    // The mapping is aligned to pages and every section to 8 bytes or more.
    return {static_cast<const T*>(static_cast<const void*>(bytes.data())),
            bytes.size() / sizeof(T)};
  }
  /// Checks the hashes of the sections from 0 to `end` - 1. Throws Error{kModel} if a section is
  /// damaged. Gives memory back to the operating system after each part, so the check does not keep
  /// the whole file in memory.
  void verify(std::size_t end) const;
  /// Gives the memory of the mapping back to the system; the next read loads the bytes again.
  void release() const noexcept { file_.release(); }
  /// Replaces the mapping by a copy that the children of a later fork() share (mapped_file.h). Call
  /// it before other threads use the object.
  void copy_into_memory() noexcept { file_.copy_into_memory(); }

 private:
  [[nodiscard]] std::uint64_t table_entry(std::size_t i, std::size_t column) const;
  [[nodiscard]] std::uint64_t hash(std::string_view block) const;

  std::string path_;
  SectionFormat format_;
  MappedFile file_;
};

}  // namespace codau::lm
