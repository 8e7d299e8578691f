// office/jobs/arrangement_store.h — keeps facts about the pages of uploads in OUT/serve/jobs.db.
// These are the kinds of the pages, the choices of people, and the files that were made of pages.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/page_kind.h"
#include "office/jobs/page_plan.h"
#include "store/database/sqlite.h"

namespace codau::office {

/// The facts about the pages of a file.
struct InspectedFile {
  std::uint32_t pages = 0;           ///< 0: the pages cannot be seen, as in a text
  std::vector<PageKind> kinds = {};  ///< of the first pages; of all if the file is inspected
  [[nodiscard]] bool is_complete() const { return kinds.size() >= pages; }
};

/// A file that was made of pages of an upload.
struct ArrangedFile {
  std::string source;  ///< path of the upload, as in JobFile
  std::string path;    ///< path of the made file below the uploads; empty: no page was kept
  std::string sha256;  ///< of the made file
  bool operator==(const ArrangedFile&) const = default;
};

/// Every change is durable when its function returns. Thread-safe. Throws Error{kOutput} if the
/// database cannot be read or written.
class ArrangementStore {
 public:
  /// Opens or makes `file`, the database of JobStore.
  explicit ArrangementStore(const std::filesystem::path& file);

  /// Returns the facts about the file with this SHA-256; nothing if nobody has looked at it.
  [[nodiscard]] std::optional<InspectedFile> find_file(std::string_view sha256) const;
  /// Forgets the facts about a file and its pages.
  void forget_file(std::string_view sha256);
  /// Notes the number of pages of a file, and the kind of a page. `number`: from 1.
  void add_file(std::string_view sha256, std::uint32_t pages);
  void add_page(std::string_view sha256, std::uint32_t number, PageKind kind);

  /// Returns the choices of a job by path of the upload.
  [[nodiscard]] std::map<std::string, PageChoices> choices(std::string_view job) const;
  /// Replaces all choices of a job.
  void set_choices(std::string_view job, const std::map<std::string, PageChoices>& choices);

  /// Returns the files that were made for a job.
  [[nodiscard]] std::vector<ArrangedFile> arranged(std::string_view job) const;
  /// Replaces the files that were made for a job.
  void set_arranged(std::string_view job, const std::vector<ArrangedFile>& files);
  /// Returns the SHA-256 of all files that were made of an upload with this SHA-256.
  [[nodiscard]] std::vector<std::string> find_made_of(std::string_view sha256) const;
  /// Returns the newest job with a file, uploaded or made, whose SHA-256 begins so; empty if no job
  /// has one.
  [[nodiscard]] std::string find_job_with(std::string_view sha256_prefix) const;
  /// Forgets the choices and made files of a job.
  void remove(std::string_view job);

 private:
  mutable std::mutex mutex_;
  store::Connection connection_;
};

}  // namespace codau::office
