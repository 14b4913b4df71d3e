export const trail = [{ name: 'Claims', path: '/claims/rates' }]
