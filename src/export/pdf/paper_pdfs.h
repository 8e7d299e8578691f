// export/pdf/paper_pdfs.h — the PDF of each paper: the searchable one of an output, or what was cut
// out of a scan that holds other papers too.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "export/pdf/page_range.h"
#include "io/parts.h"
#include "store/reader.h"

namespace codau::exports {

/// Where they lie in `output`, the folder of the store; the second only where a signed original was
/// kept.
[[nodiscard]] std::filesystem::path searchable_pdf(const std::filesystem::path& output,
                                                   std::string_view doc_id);
[[nodiscard]] std::filesystem::path original_pdf(const std::filesystem::path& output,
                                                 std::string_view doc_id);

/// Writes pages of a searchable PDF as a PDF of their own at `to`, which is not there yet. False
/// where it cannot be told what they show, or whoever cuts it breaks. Throws Error{kOutput}.
using CutPages = std::function<bool(const std::filesystem::path& pdf, PageRange pages,
                                    const std::filesystem::path& to)>;

/// kShared: it holds other papers too, and cannot be cut: a page is of two, somebody took one of
/// them out, of which nobody knows the pages any more, a signature is on the whole, or CutPages
/// refuses it. kDamaged: it is not what was written, or the signed original not what came.
enum class PaperPdf : std::uint8_t { kThere, kMissing, kShared, kDamaged };
struct FoundPdf {
  PaperPdf state = PaperPdf::kMissing;
  std::filesystem::path file = {};                     ///< of kThere
  std::optional<std::filesystem::path> original = {};  ///< signed, as it came
  bool is_cut = false;                                 ///< for this delivery: it may be moved
};

/// What was cut lies in a folder beside the target of an export (io/parts.h) as long as
/// this lives. One thread.
class PaperPdfs {
 public:
  /// `store` outlives it. Without `cut` whatever holds several papers is kShared.
  PaperPdfs(const store::Reader& store, std::filesystem::path output, CutPages cut,
            const std::filesystem::path& target);
  /// Of a document in the store. Throws Error{kOutput}.
  [[nodiscard]] const FoundPdf& of(std::string_view doc_id);

 private:
  [[nodiscard]] FoundPdf find(std::string_view doc_id);
  [[nodiscard]] FoundPdf cut(std::string_view doc_id, const store::SharedFile& file);

  const store::Reader& store_;
  std::filesystem::path output_;
  CutPages cut_;
  std::filesystem::path beside_;
  std::optional<io::Part> folder_;
  std::map<std::string, FoundPdf, std::less<>> found_;
};

}  // namespace codau::exports
