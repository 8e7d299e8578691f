// store/edits/hand_store.h — OUT/hand.db: handwritten numbers and dates that people have confirmed,
// as pictures. Only an archive that was told to keep strips has the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/grey_strip.h"

namespace codau::store {

/// The number of a document, or the day or the month of its date.
struct HandStrip {
  std::string doc_id;
  std::string part;    ///< one of kStripParts
  std::string value;   ///< the digits as they are written: "123", "05"; at most kMaxStripDigits
  std::string office;  ///< documents.organ_agency_id; may be empty
  GreyStrip picture;
  bool operator==(const HandStrip&) const = default;
};
inline constexpr std::string_view kStripParts[] = {"number", "day", "month"};
inline constexpr std::size_t kMaxStripDigits = 8;
/// Returns whether a strip may have this value: 1 to kMaxStripDigits digits.
[[nodiscard]] bool is_strip_value(std::string_view value);

/// One connection, used from one thread; whoever writes holds the lock of the store. What a call
/// writes is durable when it returns. If the file is missing, there are no strips and nothing is
/// written. The content of the file is checked: strips that are not sound are left out.
/// Errors: Error{kOutput} with path and cause.
class HandStore {
 public:
  enum class Access : std::uint8_t { kWrite, kLook };
  explicit HandStore(std::filesystem::path file, Access access = Access::kWrite);
  ~HandStore();
  HandStore(HandStore&&) noexcept;
  HandStore& operator=(HandStore&&) noexcept;

  /// Whether the archive keeps strips.
  [[nodiscard]] bool is_there() const noexcept;
  /// Makes the file if it is missing.
  void create();

  /// Replaces the strip of the same document and part. Throws Error{kInternal} if the part is
  /// unknown, the value is none of a strip (is_strip_value()), or the picture is not sound.
  void save(const HandStrip& strip);
  /// Removes the strips of a document. Zeros overwrite what was there, also in the log of writes
  /// unless a reader needs it.
  void remove(std::string_view doc_id);
  void remove(std::string_view doc_id, std::string_view part);
  /// Puts the strips of a document under another office.
  void set_office(std::string_view doc_id, std::string_view office);
  /// Copies the strips of a document. Parts that this store has stay as they are.
  void take(const HandStore& other, std::string_view doc_id);

  [[nodiscard]] std::vector<HandStrip> strips_of(std::string_view doc_id) const;
  /// Returns the strips of an office, newest first, at most 500. Nothing for an empty office.
  [[nodiscard]] std::vector<HandStrip> strips(std::string_view office, std::string_view part) const;

  /// Throws Error{kOutput} if SQLite finds the file damaged.
  void require_sound() const;
  /// Rewrites the file without unused space.
  void compact();

 private:
  struct Database;
  std::filesystem::path file_;
  std::unique_ptr<Database> db_;  ///< nothing if the file is missing
};

}  // namespace codau::store
