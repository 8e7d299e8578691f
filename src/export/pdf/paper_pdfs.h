// export/pdf/paper_pdfs.h — finds the PDF of each paper: a searchable PDF, or pages cut out of a
// scan of several papers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "export/pdf/page_range.h"
#include "io/temp_file.h"
#include "store/reader.h"

namespace codau::exports {

/// Returns the path of a PDF in `output`, the folder of the store. The original exists only if it
/// was signed and kept.
[[nodiscard]] std::filesystem::path searchable_pdf(const std::filesystem::path& output,
                                                   std::string_view doc_id);
[[nodiscard]] std::filesystem::path original_pdf(const std::filesystem::path& output,
                                                 std::string_view doc_id);

/// Writes pages of a searchable PDF to the new file `to`. Returns false if the content of a page
/// cannot be determined, or if the process that cuts it crashes. Throws Error{kOutput}.
using CutPages = std::function<bool(const std::filesystem::path& pdf, PageRange pages,
                                    const std::filesystem::path& to)>;

/// kShared: the PDF also holds other papers and cannot be cut, for one of these reasons:
/// 1. A page belongs to two papers, or the pages of the paper are not contiguous.
/// 2. A paper was removed, and its pages are unknown.
/// 3. The whole file is signed.
/// 4. CutPages refuses the file, or is missing.
/// kDamaged: the PDF differs from the written file, or the signed original from the received file.
enum class PaperPdf : std::uint8_t { kThere, kMissing, kShared, kDamaged };
struct FoundPdf {
  PaperPdf state = PaperPdf::kMissing;
  std::filesystem::path file = {};                     ///< only of kThere
  std::optional<std::filesystem::path> original = {};  ///< signed, as received
  bool is_cut = false;                                 ///< made for this delivery: it may be moved
};

/// Finds PDFs, and keeps the cut ones in a folder beside the target of an export (io/temp_file.h).
/// The folder lives as long as this object. For one thread.
class PaperPdfs {
 public:
  /// `store` must outlive this object. Without `cut`, every PDF of several papers is kShared.
  PaperPdfs(const store::Reader& store, std::filesystem::path output, CutPages cut,
            const std::filesystem::path& target);
  /// Returns the PDF of a document in the store. Throws Error{kOutput}.
  [[nodiscard]] const FoundPdf& of(std::string_view doc_id);

 private:
  [[nodiscard]] FoundPdf find(std::string_view doc_id);
  [[nodiscard]] FoundPdf cut(std::string_view doc_id, const store::SharedFile& file);

  const store::Reader& store_;
  std::filesystem::path output_;
  CutPages cut_;
  std::filesystem::path beside_;
  std::optional<io::TempFile> folder_;
  std::map<std::string, FoundPdf, std::less<>> found_;
};

}  // namespace codau::exports
