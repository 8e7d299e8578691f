// export/pdf/pdf_a_bytes.h — what PDF/A-2b asks of bytes in a PDF that are no PDF objects: JPEG
// 2000 images, colour profiles, metadata.
#pragma once

#include <string>
#include <string_view>

namespace codau::exports {

/// Whether JPEG 2000 bytes are a JP2 file of one or three channels of equal depth, without palette,
/// whose one colour description is grey, sRGB, sYCC or a restricted profile [6.2.8.3].
[[nodiscard]] bool is_archival_jpx(std::string_view bytes);

/// Whether the first 128 bytes of a colour profile say that it is one (of version 4 at most, of a
/// device or a colour space) for so many channels, 1 or 3 [6.2.4.2]. `for_output`: one that an
/// output intent may name, a screen or a printer [6.2.3].
[[nodiscard]] bool is_archival_profile(std::string_view header, int channels, bool for_output);

/// The document information that metadata repeats; all may be empty.
struct PdfInformation {
  std::string title = {}, author = {}, subject = {}, keywords = {};  ///< UTF-8
  std::string creator = {}, producer = {};                           ///< programs
  std::string created = {}, changed = {};  ///< as PDF writes them: D:20251231235959+07'00'
};

/// An XMP packet that says PDF/A-2b and what `information` says; dates that are none are left out,
/// control characters too, and texts are cut at 2,000 bytes.
[[nodiscard]] std::string xmp_packet(const PdfInformation& information);

/// The sRGB profile that was compiled in.
[[nodiscard]] std::string_view srgb_profile();

}  // namespace codau::exports
