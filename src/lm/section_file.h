// lm/section_file.h — the layout of a model file, which is read in place. All numbers are
// little-endian.
//
//   0   u8 magic[8]. The value is kUnfinishedMagic while the file is being written.
//   8   u32 version · SectionFormat::fields times u32 · u64 size of the whole file in bytes.
//   Per section: u64 offset (a multiple of the alignment) · u64 size in bytes · u64 XXH3 of its
//   bytes.
//   At the end of the header: u64 XXH3 of all bytes before.
//   After the header: the sections.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/message.h"
#include "lm/mapped_file.h"

namespace codau::lm {

inline constexpr std::string_view kUnfinishedMagic = "unfinish";

struct SectionFormat {
  std::string_view what;  ///< "language model", for messages
  std::string_view magic;
  std::uint32_t version = 1;
  /// The number of fields, the number of sections, and the alignment of sections in bytes.
  std::size_t fields = 0, sections = 0, alignment = 8;

  // Offsets and the size of the header, in bytes.
  [[nodiscard]] constexpr std::size_t size_offset() const { return 12 + 4 * fields; }
  [[nodiscard]] constexpr std::size_t table_offset() const { return size_offset() + 8; }
  [[nodiscard]] constexpr std::size_t header_bytes() const {
    return table_offset() + 24 * sections + 8;
  }
};

/// A model file of one format, mapped.
class SectionFile {
 public:
  /// Maps `path` and checks its header. Throws Error{kModel} with the file name if the file is
  /// missing, unfinished, truncated, of another kind or version, or if its header is damaged.
  SectionFile(const std::string& path, const SectionFormat& format);

  /// Throws Error{kModel}: "PATH: WHAT".
  [[noreturn]] void fail(const Message& what) const;
  /// Throws Error{kModel}: the header is damaged.
  [[noreturn]] void fail_header() const;

  /// Returns field i. Precondition: i < format.fields.
  [[nodiscard]] std::uint32_t field(std::size_t i) const;
  /// Returns the bytes of section i. Throws Error{kModel} if the section is misaligned or not in
  /// the file. Precondition: i < format.sections.
  [[nodiscard]] std::string_view section(std::size_t i) const;
  /// Returns section i as numbers. A rest of the bytes that fills no number is left out.
  template <class T>
  [[nodiscard]] std::span<const T> array(std::size_t i) const {
    const std::string_view bytes = section(i);
    // The mapping is aligned to pages and every section to 8 bytes or more.
    return {static_cast<const T*>(static_cast<const void*>(bytes.data())),
            bytes.size() / sizeof(T)};
  }
  /// Compares the hashes of sections 0 to `end` - 1. Throws Error{kModel} if one differs. Releases
  /// the pages that it reads.
  void verify(std::size_t end) const;
  // As in lm/mapped_file.h.
  void release() const noexcept { file_.release(); }
  void copy_into_memory() noexcept { file_.copy_into_memory(); }

 private:
  [[nodiscard]] std::uint64_t table_entry(std::size_t i, std::size_t column) const;
  [[nodiscard]] std::uint64_t hash(std::string_view block) const;

  std::string path_;
  SectionFormat format_;
  MappedFile file_;
};

}  // namespace codau::lm
