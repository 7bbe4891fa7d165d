"""The icons of the house: 24 px grid, round stroke of 1.8 px, the colour of the text beside them."""

from __future__ import annotations

# One kind, one icon, everywhere. The value is what stands inside the svg element.
ICONS: dict[str, str] = {
    "phone": '<path d="M5 4h4l1.5 5-2.2 1.6a12 12 0 0 0 5.1 5.1L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.6 1.5C10.4 20 4 13.6 '
    '3.5 5.6A1.5 1.5 0 0 1 5 4z"/>',
    "exit": '<path d="M14 4h5v16h-5M10 8l-4 4 4 4M6 12h9"/>',
    "check": '<path d="M4.5 12.5l5 5 10-11"/>',
    "check-c": '<circle cx="12" cy="12" r="9"/><path d="M8 12.3l2.8 2.8L16 9.5"/>',
    "copy": '<path d="M9 8h10v12H9zM6 16H5V4h10v1"/>',
    "x": '<path d="M6 6l12 12M18 6L6 18"/>',
    "minus-c": '<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>',
    "warn": '<path d="M12 4L2.8 20h18.4zM12 10v4.5M12 17.2v.1"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>',
    "ask": '<circle cx="12" cy="12" r="9"/><path d="M9.5 9.5a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1 1-1.1 1.9M12 16.7v.1"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>',
    "pin": '<path d="M12 21s-7-6.2-7-11.3a7 7 0 0 1 14 0C19 14.8 12 21 12 21z"/><circle cx="12" cy="9.7" r="2.4"/>',
    "camera": '<path d="M3.5 7.5l11-3 1.6 5.6-11 3zM15.2 7l4-1 .8 3-4 1M9 12l1 4M6.5 20h7M10 16v4"/>',
    "gate": '<path d="M4 20V6M20 20V6M4 9h16M4 17h16M8 9v8M12 9v8M16 9v8M3 6h2M19 6h2"/>',
    "flame": '<path d="M12 3c.6 3.4 5.5 5.6 5.5 11a5.5 5.5 0 0 1-11 0c0-2.4 1.3-3.8 2.3-5.2.5 1.4 1 2 1.7 2.4C10.3 '
    '8.3 10.6 5.3 12 3z"/>',
    "chat": '<path d="M4 5h16v11H10l-4.5 4V16H4z"/>',
    "bell": '<path d="M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4"/>',
    "lock": '<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="M11 12l8-8M16 7l2.5 2.5"/>',
    "eye": '<path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z"/><circle cx="12" cy="12" '
    'r="2.8"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>',
    "users": '<circle cx="9" cy="8.5" r="3.5"/><path d="M2.5 19.5c.7-3.5 3.2-5 6.5-5s5.8 1.5 6.5 5M15.5 5.3a3.5 3.5 0 '
    '0 1 0 6.4M18 14.8c2 .7 3.1 2.2 3.5 4.7"/>',
    "home": '<path d="M3.5 11L12 4l8.5 7M6 9.5V20h12V9.5M10 20v-6h4v6"/>',
    "inbox": '<path d="M4 5h16l1 9v5.5H3V14zM3 14h5l1.5 2.5h5L16 14h5"/>',
    "map": '<path d="M3.5 6.5L9 4l6 2.5 5.5-2.5v13.5L15 20l-6-2.5-5.5 2.5zM9 4v13.5M15 6.5V20"/>',
    "list": '<path d="M8.5 6H21M8.5 12H21M8.5 18H21M3.5 6h.1M3.5 12h.1M3.5 18h.1"/>',
    "chart": '<path d="M4 4v16h16M8.5 16v-4M13 16V8M17.5 16v-6"/>',
    "cal": '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/><path d="M3.5 10h17M8 3v4M16 3v4"/>',
    "file": '<path d="M6 3h8l5 5v13H6zM14 3v5h5M9 13h7M9 17h5"/>',
    "print": '<path d="M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 14h10v6.5H7z"/>',
    "share": '<circle cx="6" cy="12" r="2.5"/><circle cx="17.5" cy="6" r="2.5"/><circle cx="17.5" cy="18" '
    'r="2.5"/><path d="M8.3 10.9l7-3.7M8.3 13.1l7 3.7"/>',
    "link": '<path d="M10 14a4 4 0 0 0 5.7 0l3.5-3.5a4 4 0 0 0-5.7-5.7L12 6.3M14 10a4 4 0 0 0-5.7 0l-3.5 3.5a4 4 0 0 '
    '0 5.7 5.7l1.5-1.5"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "next": '<path d="M5 12h14M13 6l6 6-6 6"/>',
    "prev": '<path d="M19 12H5M11 6l-6 6 6 6"/>',
    "down": '<path d="M6 9.5l6 6 6-6"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
    "filter": '<path d="M3.5 5h17l-6.5 8v6.5l-4-2V13z"/>',
    "undo": '<path d="M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12H8"/>',
    "send": '<path d="M4 12L20.5 4 16 20.5l-4.5-6zM11.5 14.5L20.5 4"/>',
    "mic": '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3.5"/>',
    "photo": '<rect x="3" y="6.5" width="18" height="13" rx="2"/><circle cx="12" cy="13" r="3.5"/><path d="M8.5 '
    '6.5L10 4h4l1.5 2.5"/>',
    "bulb": '<path d="M9 17.5h6M10 21h4M8.8 14.5a6 6 0 1 1 6.4 0c-.7.6-.9 1.5-.9 3H9.7c0-1.5-.2-2.4-.9-3z"/>',
    "moto": '<circle cx="5.5" cy="16.5" r="3"/><circle cx="18.5" cy="16.5" r="3"/><path d="M5.5 16.5l4-5.5h5l4 '
    '5.5M14.5 11L13 7h3M8.5 16.5h4l2-5.5"/>',
    "noise": '<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11"/>',
    "dice": '<rect x="4" y="4" width="16" height="16" rx="3"/><path d="M9 9h.1M15 15h.1M15 9h.1M9 15h.1M12 12h.1"/>',
    "leaf": '<path d="M5 19c0-9 5-14 15-14 0 10-5 15-12 14M5 21c1-5 4-8.5 8.5-10.5"/>',
    "news": '<path d="M4 5h13v15H6a2 2 0 0 1-2-2zM17 9h3v9a2 2 0 0 1-2 2M7.5 9h6M7.5 12.5h6M7.5 16h4"/>',
    "hand": '<path d="M8 12V5.5a1.5 1.5 0 0 1 3 0V11 4.5a1.5 1.5 0 0 1 3 0V11 6a1.5 1.5 0 0 1 3 0v8.5c0 4-2.5 6.5-6 '
    '6.5-3 0-4.5-1.5-6.5-5l-1.7-3a1.5 1.5 0 0 1 2.6-1.5z"/>',
    "tool": '<path d="M14.5 6.5a4 4 0 0 1 5-3l-2.5 2.5 1 1 1 1 2.5-2.5a4 4 0 0 1-5 5L9 18a2.1 2.1 0 0 1-3-3z"/>',
    "merge": '<path d="M6 3.5v6c0 3 6 4 6 7v4M18 3.5v6c0 3-6 4-6 7M9.5 18l2.5 2.5 2.5-2.5"/>',
    "hand-over": '<path d="M4 7h13M13 3l4 4-4 4M20 17H7M11 13l-4 4 4 4"/>',
    "more": '<path stroke-width="3" d="M5 12h.1M12 12h.1M19 12h.1"/>',
    "aa": '<path d="M3 19L8 6l5 13M4.8 14.5h6.4M14.5 19l3-8 3 8M15.6 16h3.8"/>',
    "dl": '<path d="M12 4v11M7.5 10.5L12 15l4.5-4.5M4.5 20h15"/>',
    "up": '<path d="M7 11l4-7.5c1.5 0 2.3 1 2 2.5l-.6 3.5H19a1.5 1.5 0 0 1 1.5 1.9l-1.6 6.5A2 2 0 0 1 17 19.5H7zM3.5 '
    '11H7v8.5H3.5z"/>',
    "edit": '<path d="M4 20l1-4.5L16 4.5l3.5 3.5-11 11zM13.5 7l3.5 3.5"/>',
    "bank": '<rect x="3" y="6" width="18" height="12.5" rx="2"/><path d="M3 10.5h18M7 15h4"/>',
    "bolt": '<path d="M13 3L5 13.5h6L10 21l8.5-11H13z"/>',
    "home-key": '<path d="M3.5 11L12 4l8.5 7M6 9.5V20h12V9.5"/><circle cx="12" cy="14" r="2"/>',
    "lantoa": '<path d="M12 2.5c2.3 3 3.5 4.9 3.5 6.6a3.5 3.5 0 0 1-7 0c0-1.7 1.200-3.600 3.5-6.6z"/><ellipse cx="12" '
    'cy="17" rx="4" ry="1.8"/><ellipse cx="12" cy="17" rx="9.5" ry="4.3"/>',
}
