/** A small window, or one that is enlarged: 720 wide at 200 % of 1440. What stood side by side stands below then. */
export const narrow = '@media screen and (max-width: 820px)'
