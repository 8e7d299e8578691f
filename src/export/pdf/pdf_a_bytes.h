// export/pdf/pdf_a_bytes.h — the rules of PDF/A-2b for bytes that are no PDF objects: JPEG 2000
// images, colour profiles, metadata.
#pragma once

#include <string>
#include <string_view>

namespace codau::exports {

/// Tells whether JPEG 2000 bytes are a permitted JP2 file [6.2.8.3]. It has one or three channels
/// of equal depth and no palette. Its only colour description is grey, sRGB, sYCC or a restricted
/// profile.
[[nodiscard]] bool is_archival_jpx(std::string_view bytes);

/// Tells whether the header (128 bytes) of a colour profile fits `channels`, 1 or 3 [6.2.4.2]. The
/// profile is of version 2 to 4, for a device or a colour space. Set `for_output` if an output
/// intent names the profile: it must be for a screen or a printer, in RGB [6.2.3].
[[nodiscard]] bool is_archival_profile(std::string_view header, int channels, bool for_output);

/// The document information that metadata repeat; every member may be empty.
struct PdfInformation {
  std::string title = {}, author = {}, subject = {}, keywords = {};  ///< UTF-8
  std::string creator = {}, producer = {};                           ///< programs
  std::string created = {}, changed = {};  ///< as PDF writes them: D:20251231235959+07'00'
};

/// Returns an XMP packet that claims PDF/A-2b and repeats `information`. Invalid dates are left
/// out. Control characters become spaces. Texts are cut at 2,000 bytes.
[[nodiscard]] std::string make_xmp_packet(const PdfInformation& information);

/// Returns the compiled-in sRGB profile.
[[nodiscard]] std::string_view srgb_profile();

}  // namespace codau::exports
